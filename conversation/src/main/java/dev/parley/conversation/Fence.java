package dev.parley.conversation;

import java.time.Instant;

/**
 * What a worker must show to write a turn's result: a write with an older fence changes nothing.
 *
 * @param turn number of the turn
 * @param attempt its attempt when the worker took it
 * @param claimedAt when it was claimed: in a store that went back to an earlier state, numbers and
 *     attempts come again, for other messages
 */
public record Fence(long turn, int attempt, Instant claimedAt) {}
