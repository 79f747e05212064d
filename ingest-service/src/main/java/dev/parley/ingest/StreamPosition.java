package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much of a conversation a client has seen, so that any process can go on from there: every
 * reply up to a position, and one standing. Its text is the id of an event.
 *
 * @param outSeq position of the newest reply seen; 0 for none
 * @param standing hash of the status last seen; empty for none. A hash and not the row's version,
 *     which also grows when nothing visible changes
 */
public record StreamPosition(long outSeq, String standing) {
    /** Nothing has been seen. */
    public static final StreamPosition START = new StreamPosition(0, "");

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(?:\\.([0-9a-f]{16}))?");
    private static final int HASH_DIGITS = 16;

    /** The position that the text names; empty when it names none. */
    public static Optional<StreamPosition> parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var standing = parts.group(2);
        return Optional.of(
                new StreamPosition(
                        Long.parseLong(parts.group(1)), standing == null ? "" : standing));
    }

    /**
     * Where a client is that has seen the row.
     *
     * @param outSeq the newest reply it has seen
     */
    public static StreamPosition of(Conversation row, long outSeq) {
        return new StreamPosition(outSeq, standing(row));
    }

    /** Hash of what a client sees of the row besides its messages. */
    static String standing(Conversation row) {
        var seen =
                "%s\n%s\n%s\n%s"
                        .formatted(
                                row.status(),
                                row.ownership().owner(),
                                row.needsProcessing(),
                                row.profile().title());
        return ApiKeys.hash(seen).substring(0, HASH_DIGITS);
    }

    StreamPosition withOutSeq(long value) {
        return new StreamPosition(value, standing);
    }

    StreamPosition withStanding(String value) {
        return new StreamPosition(outSeq, value);
    }

    @Override
    public String toString() {
        return standing.isEmpty() ? Long.toString(outSeq) : outSeq + "." + standing;
    }
}
