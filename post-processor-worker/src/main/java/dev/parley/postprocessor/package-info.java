/** The post-processor: what follows a reply, as idempotent steps that hold up nothing. */
@NullMarked
package dev.parley.postprocessor;

import org.jspecify.annotations.NullMarked;
