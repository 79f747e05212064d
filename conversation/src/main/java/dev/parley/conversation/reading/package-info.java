/** What can be read from a customer's words without a model. */
@NullMarked
package dev.parley.conversation.reading;

import org.jspecify.annotations.NullMarked;
