/** How much rules look at, whatever they are given to read. */
@NullMarked
package dev.parley.testkit.reading;

import org.jspecify.annotations.NullMarked;
