package dev.parley.conversation.recovery;

/**
 * What a recovery came to.
 *
 * @param replies replies that were put back
 * @param messages messages that came back with them
 * @param superseded replies whose messages had come to another end by then
 * @param behind replies that found no place in time, for other messages wait before them
 * @param erased conversations whose erasure was done again
 * @param takenOver conversations that were given back to the person who had them
 * @param published messages that were published again
 * @param unreadable records that could not be read
 */
public record RecoveryReport(
        long replies,
        long messages,
        long superseded,
        long behind,
        long erased,
        long takenOver,
        long published,
        long unreadable) {}
