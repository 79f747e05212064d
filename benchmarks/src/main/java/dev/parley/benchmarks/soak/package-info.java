/**
 * One {@code up} under mixed load for long, and under hostile requests: what it holds on to, what
 * it answers, and what a quiet organization feels of it.
 */
@NullMarked
package dev.parley.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
