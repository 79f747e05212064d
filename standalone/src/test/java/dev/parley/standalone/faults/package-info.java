/**
 * Breaks a running Parley at chosen moments, to show that it heals, and takes its protections away,
 * to show that they are needed.
 */
@NullMarked
package dev.parley.standalone.faults;

import org.jspecify.annotations.NullMarked;
