package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stays when the store loses its newest commits: what its standby has, what the topics
 * remember, and how far a recovery has come.
 *
 * @param past the store as the standby has it; null before it copied anything
 * @param ticks how many writes there were, so that each has a moment of its own
 * @param commits every reply that was ever committed, in order
 * @param erased how many messages had been sent when an erasure was told; -1: none was
 * @param left commits that recovery has still to put back, as bits
 */
record History(
        @Nullable Stored past,
        int ticks,
        List<Committed> commits,
        int erased,
        Phase phase,
        int left) {
    static final History EMPTY = new History(null, 0, List.of(), -1, Phase.NOTHING_LOST, 0);

    /** How far it has come. */
    enum Phase {
        NOTHING_LOST,
        LOST,
        PUTTING_BACK,
        RECOVERED
    }

    /**
     * A reply.
     *
     * @param answers numbers of the messages it names, as bits
     * @param told it is in its topic
     */
    record Committed(Reply reply, int answers, boolean told) {}

    /** The moment of the next write, later than all before and less than a millisecond away. */
    Instant now() {
        return Clock.NOW.plusNanos(ticks);
    }

    History ticked() {
        return new History(past, ticks + 1, commits, erased, phase, left);
    }

    History withPast(@Nullable Stored value) {
        return new History(value, ticks, commits, erased, phase, left);
    }

    History with(Phase value, int newLeft) {
        return new History(past, ticks, commits, erased, value, newLeft);
    }

    History withErased(int messages) {
        return new History(past, ticks, commits, messages, phase, left);
    }

    History withCommit(Reply reply, int answers) {
        var longer = new ArrayList<>(commits);
        longer.add(new Committed(reply, answers, false));
        return new History(past, ticks, List.copyOf(longer), erased, phase, left);
    }

    /** With the reply of that commit, counted from 1, in its topic. */
    History withTold(int number) {
        var changed = new ArrayList<>(commits);
        var commit = changed.get(number - 1);
        changed.set(number - 1, new Committed(commit.reply(), commit.answers(), true));
        return new History(past, ticks, List.copyOf(changed), erased, phase, left);
    }

    /** Number of the commit of a reply as it is stored, counted from 1. */
    int numberOf(Reply reply) {
        for (int i = 0; i < commits.size(); i++) {
            if (commits.get(i).reply().committedAt().equals(reply.committedAt())) {
                return i + 1;
            }
        }
        throw new IllegalStateException("nobody committed " + reply);
    }

    /** The commits that are told, as bits, counted from 0. */
    int told() {
        int told = 0;
        for (int i = 0; i < commits.size(); i++) {
            told |= commits.get(i).told() ? 1 << i : 0;
        }
        return told;
    }

    /** Tells whether a told reply names the message. */
    boolean isAnswered(int number) {
        return commits.stream()
                .anyMatch(commit -> commit.told() && Stored.isSet(commit.answers(), number));
    }

    /** A millisecond passes for the standby as well. */
    History later(int millis) {
        return past == null ? this : withPast(past.later(millis));
    }

    /** Which commits are in a store, and which of them are older than its last activity. */
    int relations(Stored stored) {
        int relations = 0;
        var row = stored.row();
        for (var commit : commits) {
            var at = commit.reply().committedAt();
            boolean isStored =
                    stored.replies().stream().anyMatch(reply -> reply.committedAt().equals(at));
            boolean goneOn = row != null && row.timeline().lastActivityAt().isAfter(at);
            relations = relations << 2 | (isStored ? 2 : 0) | (goneOn ? 1 : 0);
        }
        return relations;
    }

    Stored lostTo() {
        return Objects.requireNonNullElse(past, Stored.NOTHING);
    }
}
