/**
 * A server that speaks OpenAI's chat completions and embeddings on loopback, and fails as it is
 * told.
 */
@NullMarked
package dev.parley.testkit.openai;

import org.jspecify.annotations.NullMarked;
