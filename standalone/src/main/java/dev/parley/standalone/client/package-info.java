/** Talks to the HTTP API of a Parley that runs somewhere. */
@NullMarked
package dev.parley.standalone.client;

import org.jspecify.annotations.NullMarked;
