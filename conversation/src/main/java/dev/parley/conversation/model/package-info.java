/** The port to language models. */
@NullMarked
package dev.parley.conversation.model;

import org.jspecify.annotations.NullMarked;
