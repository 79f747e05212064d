package dev.parley.conversation;

/**
 * What a worker must show to write a turn's result: a write with an older fence changes nothing.
 *
 * @param turn number of the turn
 * @param attempt its attempt when the worker took it
 */
public record Fence(long turn, int attempt) {}
