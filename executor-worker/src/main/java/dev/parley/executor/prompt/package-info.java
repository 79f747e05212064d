/** What models are asked: templates, and how texts are bounded and enclosed in them. */
@NullMarked
package dev.parley.executor.prompt;

import org.jspecify.annotations.NullMarked;
