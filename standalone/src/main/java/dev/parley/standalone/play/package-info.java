/**
 * Plays conversations from a file against a Parley and checks that no message was lost and none
 * answered twice.
 */
@NullMarked
package dev.parley.standalone.play;

import org.jspecify.annotations.NullMarked;
