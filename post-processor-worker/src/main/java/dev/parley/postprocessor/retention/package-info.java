/** Conversations whose retention is over. */
@NullMarked
package dev.parley.postprocessor.retention;

import org.jspecify.annotations.NullMarked;
