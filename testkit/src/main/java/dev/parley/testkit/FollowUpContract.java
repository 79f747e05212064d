package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.MarkFollowedUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mark up to which replies were followed up, and the look for those that were not. */
interface FollowUpContract extends StoreFixture {
    @Test
    default void markPassesNoReplyThatWasNotFollowedUp() {
        for (int i = 1; i <= 3; i++) {
            append(CHAT, "m" + i);
            answer(CHAT);
        }

        assertThat(mark(2L, 3L)).isEqualTo(MarkFollowedUp.Outcome.UNCHANGED);
        assertThat(row(CHAT).followedUp()).isZero();
        assertThat(mark(1L, 2L, 9L)).isEqualTo(MarkFollowedUp.Outcome.MARKED);
        assertThat(row(CHAT).followedUp()).isEqualTo(2);
        assertThat(mark(1L)).isEqualTo(MarkFollowedUp.Outcome.UNCHANGED);
        assertThat(mark(3L, 4L)).isEqualTo(MarkFollowedUp.Outcome.MARKED);
        assertThat(row(CHAT).followedUp()).as("there is no fourth").isEqualTo(3);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void markChangesNothingElse() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        var running = begin(CHAT).turn();
        var before = row(CHAT);

        mark(1L);

        assertThat(row(CHAT)).isEqualTo(before.withFollowedUp(1).nextVersion());
        assertThat(store().apply(Samples.commit(CHAT, running.fence()))).isNotNull();
        assertThat(row(CHAT).followedUp()).isEqualTo(1);
        assertThat(row(CHAT).lastOutSeq()).isEqualTo(2);
    }

    @Test
    default void repliesWithoutFollowUpAreFoundByTheEndOfTheNewestTurn() {
        append(CHAT, "m1");
        answer(CHAT);
        var first = now();
        advance(Duration.ofSeconds(1));
        append(OTHER_CHAT, "m2");
        answer(OTHER_CHAT);
        append(SAME_CHAT_ELSEWHERE, "m3");
        var later = now().plusMillis(1);

        assertThat(missing(first, later, 10)).containsExactly(row(CHAT), row(OTHER_CHAT));
        assertThat(missing(first, later, 1)).containsExactly(row(CHAT));
        assertThat(missing(first.plusMillis(1), later, 10)).containsExactly(row(OTHER_CHAT));
        assertThat(missing(first, now(), 10)).containsExactly(row(CHAT));
        mark(1L);
        assertThat(missing(first, later, 10)).containsExactly(row(OTHER_CHAT));
        store().apply(new Erase(OTHER_CHAT));
        assertThat(missing(first, later, 10)).isEmpty();
    }

    private List<Conversation> missing(Instant from, Instant before, int limit) {
        return store().notFollowedUp(from, before, limit);
    }

    private MarkFollowedUp.Outcome mark(Long... outSeqs) {
        return store().apply(new MarkFollowedUp(CHAT, Set.of(outSeqs)));
    }
}
