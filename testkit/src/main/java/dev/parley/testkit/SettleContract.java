package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Message;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Settle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A burst is waited for, but not for ever. */
interface SettleContract extends StoreFixture {
    Duration QUIET = Duration.ofSeconds(2);
    Duration MOST = Duration.ofSeconds(5);

    @Test
    default void burstIsClaimedOnceItIsQuiet() {
        write("m1");
        advance(Duration.ofSeconds(1));
        write("m2");
        advance(QUIET.minusMillis(1));

        assertThat(attempt()).isInstanceOf(Claim.Outcome.Settling.class);
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plusMillis(1));
        advance(Duration.ofMillis(1));

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        Claim.Outcome.Claimed.class,
                        claimed ->
                                assertThat(claimed.unanswered())
                                        .extracting(Message::id)
                                        .containsExactly("m1", "m2"));
    }

    @Test
    default void burstThatDoesNotEndIsClaimedAtTheMost() {
        var start = now();
        for (int i = 0; now().isBefore(start.plus(MOST)); i++) {
            write("m" + i);
            assertThat(attempt()).isInstanceOf(Claim.Outcome.Settling.class);
            advance(Duration.ofSeconds(1));
        }

        assertThat(attempt()).isInstanceOf(Claim.Outcome.Claimed.class);
    }

    @Test
    default void settlingLeavesADueMomentAndAskingAgainChangesNothing() {
        write("m1");

        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(QUIET));
        var before = row(CHAT);
        assertThat(attempt()).isEqualTo(new Claim.Outcome.Settling(before));
        assertThat(row(CHAT)).isEqualTo(before);
        advance(QUIET);
        assertThat(overdue()).containsExactly(CHAT);
    }

    @Test
    default void customerWhoWroteWhileATurnRanMaySettleToo() {
        write("m1");
        advance(QUIET);
        var begun = begin(CHAT);
        advance(Duration.ofSeconds(1));
        write("m2");
        store().apply(Samples.commit(CHAT, begun.turn().fence()));

        assertThat(attempt()).isInstanceOf(Claim.Outcome.Settling.class);
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(QUIET));
    }

    private void write(String id) {
        store().apply(Samples.append(CHAT, id, new Settle(QUIET, MOST), null));
    }

    private Claim.Outcome attempt() {
        return store().apply(
                        new Claim(
                                CHAT,
                                null,
                                null,
                                Samples.LEASES,
                                Samples.GRACE,
                                100,
                                new Settle(QUIET, MOST)));
    }
}
