/** The built-in model: deterministic, without an account, and not intelligent. */
@NullMarked
package dev.parley.model.offline;

import org.jspecify.annotations.NullMarked;
