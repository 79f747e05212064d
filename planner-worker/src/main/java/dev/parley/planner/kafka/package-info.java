/** The planner's records: inbound messages and wakeups. */
@NullMarked
package dev.parley.planner.kafka;

import org.jspecify.annotations.NullMarked;
