/**
 * The turn protocol as a newcomer can read it: what each worker does around the steps, and an
 * exhaustive search through everything that can happen to one conversation.
 */
@NullMarked
package dev.parley.conversation.turn.exploration;

import org.jspecify.annotations.NullMarked;
