package dev.parley.standalone.client;

import org.jspecify.annotations.Nullable;

/**
 * What a recovery came to, as the API tells it.
 *
 * @param replies replies that were put back
 * @param messages messages that came back with them
 * @param superseded replies whose messages had come to another end by then
 * @param behind replies that found no place in time
 * @param erased conversations whose erasure was done again
 * @param takenOver conversations that the person who had them has again
 * @param published messages that were published again
 * @param unreadable records that could not be read
 * @param missingSince from when on the store still lacks what it had; null when it lacks nothing
 *     that is known of
 */
public record RecoveryView(
        long replies,
        long messages,
        long superseded,
        long behind,
        long erased,
        long takenOver,
        long published,
        long unreadable,
        @Nullable String missingSince) {}
