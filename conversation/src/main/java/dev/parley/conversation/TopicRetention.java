package dev.parley.conversation;

import java.time.Duration;

/**
 * How long topics hold what was said after the store has erased it.
 *
 * @param longest of all topics with texts of conversations
 */
public record TopicRetention(Duration longest) {}
