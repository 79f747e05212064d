/**
 * What a conversation is made of, and the ports through which the pipeline keeps and changes it.
 */
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
