package dev.parley.conversation.recovery;

import java.time.Instant;

/**
 * How far a store had come. Each has one number; of two stores that went different ways from one
 * point the marks differ in their moments.
 *
 * @param number from 1, growing
 * @param at store time at which it was made, in whole milliseconds
 */
public record StoreMark(long number, Instant at) {}
