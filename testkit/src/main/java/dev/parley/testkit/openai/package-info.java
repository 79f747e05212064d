/** A server that speaks OpenAI's chat completions on loopback, and fails as it is told. */
@NullMarked
package dev.parley.testkit.openai;

import org.jspecify.annotations.NullMarked;
