package dev.parley.standalone.play;

import dev.parley.standalone.client.Fate;
import org.jspecify.annotations.Nullable;

/**
 * One message that was sent, and what was seen of it.
 *
 * @param accepted whether the server's 2xx was seen; if not, the message may be there or not
 * @param fate its disposition; absent when none was seen in time
 * @param turn number of the turn that decided, if one did
 * @param reply id of that turn's reply, if it had one
 */
public record Played(
        String id,
        boolean accepted,
        @Nullable Fate fate,
        @Nullable Long turn,
        @Nullable String reply) {}
