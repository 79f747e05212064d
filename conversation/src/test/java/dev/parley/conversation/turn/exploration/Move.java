package dev.parley.conversation.turn.exploration;

import java.util.function.Supplier;

/**
 * One thing that can happen next.
 *
 * @param fair a conversation may count on it
 * @param label what happens, in words
 */
record Move(Actor actor, boolean fair, World to, Supplier<String> label) {}
