/** Measures the timers' topology with many open conversations. */
@NullMarked
package dev.parley.benchmarks.timers;

import org.jspecify.annotations.NullMarked;
