/** Measures, on labelled files, how well the pipeline's decisions are made. */
@NullMarked
package dev.parley.standalone.evaluate;

import org.jspecify.annotations.NullMarked;
