package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Fence;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Renew;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leases of instances, and what becomes of the turns of one that is dead, or was taken for it. */
interface InstancesContract extends StoreFixture {
    @Test
    default void renewalTellsWhetherTheLeaseHadLapsed() {
        assertThat(instances().renew("one", Samples.INSTANCE_LEASE)).isFalse();
        advance(Samples.INSTANCE_LEASE.minusMillis(1));
        assertThat(instances().renew("one", Samples.INSTANCE_LEASE)).isTrue();
        advance(Samples.INSTANCE_LEASE);
        assertThat(instances().renew("one", Samples.INSTANCE_LEASE)).isFalse();
        assertThat(instances().renew("one", Samples.INSTANCE_LEASE)).isTrue();
        instances().leave("one");
        instances().leave("unknown");
        assertThat(instances().renew("one", Samples.INSTANCE_LEASE)).isFalse();
    }

    @Test
    default void beginWaitsForTheLeaseOfALivingHolder() {
        var running = runningOn("one");

        assertThat(store().apply(Samples.begin(CHAT, 1, 1)))
                .isEqualTo(
                        new Begin.Outcome.NotYet(now().plus(Samples.INSTANCE_LEASE), now(), false));
        assertThat(store().apply(Samples.wakeup(CHAT))).isInstanceOf(Claim.Outcome.Busy.class);
        assertThat(row(CHAT).turn()).isEqualTo(running.turn());
        assertThat(store().abandoned(10)).isEmpty();
    }

    @Test
    default void turnOfADeadHolderIsAnybodysBeforeItsOwnLeaseLapses() {
        var running = runningOn("one");
        advance(Samples.INSTANCE_LEASE);

        assertThat(store().abandoned(10)).containsExactly(running.row());
        assertThat(overdue()).isEmpty();
        var second =
                (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, running.turn(), "two"));
        assertThat(second.turn().fence())
                .isEqualTo(new Fence(1, running.turn().attempt() + 1, running.turn().claimedAt()));
        assertThat(second.turn().holder()).isEqualTo("two");
    }

    @Test
    default void claimTakesUpTheTurnOfADeadHolder() {
        runningOn("one");
        advance(Samples.INSTANCE_LEASE);

        assertThat(claim(CHAT).again()).isTrue();
        assertThat(store().abandoned(10)).as("it is planned").isEmpty();
    }

    @Test
    default void instanceThatWasOnlySilentIsFencedOffWhereItsTurnWasTaken() {
        var running = runningOn("one");
        append(OTHER_CHAT, "n1");
        var kept =
                (Begin.Outcome.Begun)
                        store().apply(Samples.begin(OTHER_CHAT, claim(OTHER_CHAT).turn(), "one"));
        advance(Samples.INSTANCE_LEASE);
        instances().renew("two", Samples.INSTANCE_LEASE);
        store().apply(Samples.begin(CHAT, running.turn(), "two"));

        assertThat(instances().renew("one", Samples.INSTANCE_LEASE)).isFalse();

        assertThat(store().apply(Samples.renew(CHAT, running.turn().fence())))
                .isEqualTo(Renew.Outcome.LOST);
        assertThat(store().apply(Samples.commit(CHAT, running.turn().fence())))
                .isEqualTo(new Commit.Outcome.Fenced());
        assertThat(store().apply(Samples.commit(OTHER_CHAT, kept.turn().fence())))
                .isInstanceOf(Commit.Outcome.Committed.class);
        Invariants.check(store(), OTHER_CHAT);
    }

    @Test
    default void leasesOfLongDeadInstancesAreForgotten() {
        var running = runningOn("one");
        advance(Duration.ofHours(2));
        instances().renew("two", Samples.INSTANCE_LEASE);

        assertThat(store().abandoned(10)).as("it is only overdue").isEmpty();
        assertThat(overdue()).containsExactly(CHAT);
        assertThat(store().apply(Samples.begin(CHAT, running.turn(), "two")))
                .isInstanceOf(Begin.Outcome.Begun.class);
    }

    @Test
    default void instanceThatLeftHoldsNothing() {
        var running = runningOn("one");
        instances().leave("one");

        assertThat(store().abandoned(10)).containsExactly(running.row());
        assertThat(store().abandoned(0)).isEmpty();
    }

    private Begin.Outcome.Begun runningOn(String instance) {
        instances().renew(instance, Samples.INSTANCE_LEASE);
        append(CHAT, "m1");
        return (Begin.Outcome.Begun)
                store().apply(Samples.begin(CHAT, claim(CHAT).turn(), instance));
    }
}
