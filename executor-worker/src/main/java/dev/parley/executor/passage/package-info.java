/** What becomes of passages: filtered before a prompt, cited after it. */
@NullMarked
package dev.parley.executor.passage;

import org.jspecify.annotations.NullMarked;
