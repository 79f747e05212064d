/** The edge: who may ask what, what became of a message, and how replies reach channels we call. */
@NullMarked
package dev.parley.ingest;

import org.jspecify.annotations.NullMarked;
