/** The executor's records: plans. */
@NullMarked
package dev.parley.executor.kafka;

import org.jspecify.annotations.NullMarked;
