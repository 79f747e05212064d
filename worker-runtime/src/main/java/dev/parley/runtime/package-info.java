/**
 * Consume, handle, publish: handlers of records run one at a time per key and in parallel across
 * keys, and no offset is committed before everything below it is complete.
 */
@NullMarked
package dev.parley.runtime;

import org.jspecify.annotations.NullMarked;
