/** Rules that hold for all modules at once. */
@NullMarked
package dev.parley;

import org.jspecify.annotations.NullMarked;
