package dev.parley.conversation.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a store went back in time: it lacks what was committed between two marks.
 *
 * @param held the mark it has; null for none, as in a store that is new or was emptied
 * @param remembered the newest mark that it had
 */
public record Setback(@Nullable StoreMark held, StoreMark remembered) {
    /** What was accepted so long before a commit that was lost may have been lost with it. */
    private static final Duration UNDERWAY = Duration.ofMinutes(15);

    /** Topics keep messages and replies for seven days; a call may take a while. */
    private static final Duration REACH = Duration.ofDays(6);

    /**
     * Compares.
     *
     * @param newest the remembered marks with the highest number
     */
    static Optional<Setback> between(@Nullable StoreMark held, List<StoreMark> newest) {
        long number = held == null ? 0 : held.number();
        return newest.stream()
                .filter(mark ->
                        mark.number() > number || (mark.number() == number && !mark.equals(held)))
                .findFirst()
                .map(mark -> new Setback(held, mark));
    }

    /** What {@code ./parley recover --since} is to be told. Earlier is harmless. */
    private String since() {
        return held == null ? REACH.toDays() + "d" : held.at().minus(UNDERWAY).toString();
    }

    /**
     * Tells whether a recovery of everything since then puts back all that can be. A store without
     * a mark says nothing about when it was left, so that any moment will do.
     *
     * @param now for a mark that is older than what topics keep
     */
    boolean isMendedBy(Instant since, Instant now) {
        return held == null || !since.isAfter(held.at()) || !since.isAfter(now.minus(REACH));
    }

    /** What is wrong and what to do, in one line. */
    public String sentence() {
        return held == null
                ? ("the store has no mark, and the topics remember its mark %d of %s: it is another store, or its data are gone."
                                + " './parley recover --since %s' puts back what the topics hold;"
                                + " if it was meant to be empty, './parley recover --since 1s' says so")
                        .formatted(remembered.number(), remembered.at(), since())
                : ("the store went back in time: it is at its mark %d of %s, and the topics remember its mark %d of %s."
                                + " What was committed in between is missing until './parley recover --since %s' puts it back")
                        .formatted(
                                held.number(),
                                held.at(),
                                remembered.number(),
                                remembered.at(),
                                since());
    }
}
