/** The planner: takes messages in, claims turns and decides how they are answered. */
@NullMarked
package dev.parley.planner;

import org.jspecify.annotations.NullMarked;
