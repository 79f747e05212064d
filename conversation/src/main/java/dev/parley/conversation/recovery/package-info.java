/** What is done when the store has lost its newest commits: the topics remember them. */
@NullMarked
package dev.parley.conversation.recovery;

import org.jspecify.annotations.NullMarked;
