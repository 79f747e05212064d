/** A real PostgreSQL for tests and benchmarks. */
@NullMarked
package dev.parley.testkit.postgres;

import org.jspecify.annotations.NullMarked;
