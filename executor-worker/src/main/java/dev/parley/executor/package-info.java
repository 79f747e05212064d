/** The executor: runs a plan, keeps its turn alive meanwhile, and commits the reply. */
@NullMarked
package dev.parley.executor;

import org.jspecify.annotations.NullMarked;
