/**
 * Conversations against the services as processes, while something breaks: what came of each
 * message.
 */
@NullMarked
package dev.parley.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
