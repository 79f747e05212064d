/** The turn protocol: one pure decision function for each step, shared by every store. */
@NullMarked
package dev.parley.conversation.turn;

import org.jspecify.annotations.NullMarked;
