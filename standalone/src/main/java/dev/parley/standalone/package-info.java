/** All of Parley in one JVM, and the commands behind {@code ./parley}. */
@NullMarked
package dev.parley.standalone;

import org.jspecify.annotations.NullMarked;
