/** Starts the delivery of replies where there is a channel to call. */
@NullMarked
package dev.parley.ingest.delivery;

import org.jspecify.annotations.NullMarked;
