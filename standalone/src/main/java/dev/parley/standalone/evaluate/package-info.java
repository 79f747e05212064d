/** Commands that measure how well Parley does on files of anybody's. */
@NullMarked
package dev.parley.standalone.evaluate;

import org.jspecify.annotations.NullMarked;
