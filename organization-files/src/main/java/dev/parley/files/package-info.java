/** Organizations as files: read whole, checked whole, told by file, line and column. */
@NullMarked
package dev.parley.files;

import org.jspecify.annotations.NullMarked;
