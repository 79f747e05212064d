/**
 * When a conversation is to be looked at again: moments kept in a Kafka Streams topology, which
 * tells and decides nothing.
 */
@NullMarked
package dev.parley.postprocessor.timers;

import org.jspecify.annotations.NullMarked;
