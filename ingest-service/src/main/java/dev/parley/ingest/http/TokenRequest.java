package dev.parley.ingest.http;

import dev.parley.conversation.Participant;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a conversation token, as it came.
 *
 * @param seconds how long it is to be good for
 */
record TokenRequest(@Nullable Customer author, @Nullable Long seconds) {
    private static final int LONGEST_NAME = 200;
    private static final long SHORTEST = 60;
    private static final long LONGEST = 3_600;
    private static final long USUAL = 900;

    /** Whose messages it sends. A customer has no roles. */
    record Customer(@Nullable String id, @Nullable String name) {
        private Participant checked() {
            return new Participant(
                    Rules.line("author.id", id, LONGEST_NAME),
                    name == null ? null : Rules.line("author.name", name, LONGEST_NAME),
                    List.of());
        }
    }

    Participant checkedAuthor() {
        if (author == null) {
            throw ProblemException.field("author", "is missing");
        }
        return author.checked();
    }

    Duration checkedSeconds() {
        long given = seconds == null ? USUAL : seconds;
        if (given < SHORTEST || given > LONGEST) {
            throw ProblemException.field(
                    "seconds", "must be from %d to %d".formatted(SHORTEST, LONGEST));
        }
        return Duration.ofSeconds(given);
    }
}
