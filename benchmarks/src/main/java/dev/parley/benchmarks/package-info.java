/** Measures the whole pipeline under load, beside a floor measured in the same run. */
@NullMarked
package dev.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
