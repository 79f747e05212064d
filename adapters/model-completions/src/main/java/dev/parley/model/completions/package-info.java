/** What OpenAI's chat completions mean, whichever SDK reads them. */
@NullMarked
package dev.parley.model.completions;

import org.jspecify.annotations.NullMarked;
