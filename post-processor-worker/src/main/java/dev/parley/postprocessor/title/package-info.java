/** Titles: what makes one, and how they are made without a model. */
@NullMarked
package dev.parley.postprocessor.title;

import org.jspecify.annotations.NullMarked;
