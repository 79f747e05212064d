/** Dead letters: what the pipeline gave up, kept for operators. */
@NullMarked
package dev.parley.conversation.deadletter;

import org.jspecify.annotations.NullMarked;
