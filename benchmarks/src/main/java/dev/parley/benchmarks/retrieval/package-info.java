/** How fast passages are found, and what an index costs. */
@NullMarked
package dev.parley.benchmarks.retrieval;

import org.jspecify.annotations.NullMarked;
