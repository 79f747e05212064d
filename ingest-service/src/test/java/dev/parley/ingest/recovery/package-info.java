/** Stores that lost their newest commits. */
@NullMarked
package dev.parley.ingest.recovery;

import org.jspecify.annotations.NullMarked;
