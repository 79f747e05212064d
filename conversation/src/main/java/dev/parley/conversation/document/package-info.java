/**
 * An organization's documents, cut into passages, and the ports that embed, publish and find them.
 */
@NullMarked
package dev.parley.conversation.document;

import org.jspecify.annotations.NullMarked;
