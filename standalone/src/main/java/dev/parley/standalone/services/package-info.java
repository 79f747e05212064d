/** The services as processes of their own on this machine. */
@NullMarked
package dev.parley.standalone.services;

import org.jspecify.annotations.NullMarked;
