/** Keeps calls to a language model within what it can take, whatever model it is. */
@NullMarked
package dev.parley.model.guard;

import org.jspecify.annotations.NullMarked;
