package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.DeliveryState.Phase;
import dev.parley.conversation.Reply;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.ingest.DeliveryProperties.AmbiguousPolicy;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReplyDeliveryTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    private final ScriptedChannel channel = new ScriptedChannel();
    private final PublishedOutcomes events = new PublishedOutcomes();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void repliesAreSentInOrderAndOnce() {
        reply("m1");
        reply("m2");

        assertThat(delivery().deliver(ID)).isEqualTo(new ReplyDelivery.Standing.Done());
        assertThat(delivery().deliver(ID)).isEqualTo(new ReplyDelivery.Standing.Done());

        assertThat(channel.sends()).containsExactly("c1~1", "c1~2");
        assertThat(states())
                .extracting(DeliveryState::phase)
                .containsExactly(Phase.SENT, Phase.SENT);
        assertThat(states().getFirst().providerId()).isEqualTo("provider-c1~1");
        assertThat(events.outcomes()).containsExactly("SENT 1 sent", "SENT 2 sent");
    }

    @Test
    void nothingIsSentWhereTheClientPulls() {
        replyOver(Samples.PULLED, "m1");

        assertThat(delivery().deliver(ID)).isEqualTo(new ReplyDelivery.Standing.Done());
        assertThat(channel.sends()).isEmpty();
    }

    @Test
    void refusedSendIsTriedAgainAfterItsRestAndHoldsBackLaterReplies() {
        reply("m1");
        reply("m2");
        channel.thenAnswers(new SendResult.Retry(null, "rate limit"));

        assertThat(delivery().deliver(ID))
                .isEqualTo(new ReplyDelivery.Standing.NotYet(clock.instant().plusSeconds(1)));
        assertThat(channel.sends()).containsExactly("c1~1");
        assertThat(row().dueAt()).isEqualTo(clock.instant().plusSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        assertThat(delivery().deliver(ID)).isEqualTo(new ReplyDelivery.Standing.Done());
        assertThat(channel.sends()).containsExactly("c1~1", "c1~1", "c1~2");
        assertThat(events.outcomes()).containsExactly("SENT 1 retry", "SENT 1 sent", "SENT 2 sent");
    }

    @Test
    void channelThatAsksForALongerRestGetsItUpToTheLongest() {
        reply("m1");
        channel.thenAnswers(new SendResult.Retry(Duration.ofSeconds(20), "rate limit"))
                .thenAnswers(new SendResult.Retry(Duration.ofDays(9), "rate limit"));

        assertThat(delivery().deliver(ID))
                .isEqualTo(new ReplyDelivery.Standing.NotYet(clock.instant().plusSeconds(20)));
        clock.advance(Duration.ofSeconds(20));
        assertThat(delivery().deliver(ID))
                .isEqualTo(new ReplyDelivery.Standing.NotYet(clock.instant().plusSeconds(300)));
    }

    @Test
    void refusedSendFailsAfterTheLastAttempt() {
        reply("m1");
        for (int attempt = 1; attempt <= 3; attempt++) {
            channel.thenAnswers(new SendResult.Retry(null, "rate limit"));
            delivery().deliver(ID);
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(states())
                .containsExactly(
                        new DeliveryState(
                                Phase.FAILED, 3, null, null, "given up after 3 sends: rate limit"));
        delivery().deliver(ID);
        assertThat(channel.sends()).hasSize(3);
    }

    @Test
    void finalRefusalFailsTheReplyAndLetsTheNextOneThrough() {
        reply("m1");
        reply("m2");
        channel.thenAnswers(new SendResult.Failed("blocked by the recipient"));

        delivery().deliver(ID);

        assertThat(states())
                .extracting(DeliveryState::phase)
                .containsExactly(Phase.FAILED, Phase.SENT);
    }

    @Test
    void crashBetweenMarkAndCallIsAmbiguousAfterTheDeadline() {
        reply("m1");
        store.apply(Samples.startSending(ID));

        assertThat(delivery().deliver(ID))
                .isEqualTo(
                        new ReplyDelivery.Standing.NotYet(
                                clock.instant().plus(Samples.SEND_DEADLINE)));
        assertThat(channel.sends()).isEmpty();

        clock.advance(Samples.SEND_DEADLINE);
        channel.thenFinds(() -> {
            assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.AMBIGUOUS);
            return new OutboundChannel.Reconciliation.Missing();
        });
        assertThat(delivery().deliver(ID)).isInstanceOf(ReplyDelivery.Standing.NotYet.class);
        assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.RETRY);
        assertThat(resolutions("missing")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        delivery().deliver(ID);
        assertThat(channel.sends()).containsExactly("c1~1");
        assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.SENT);
    }

    @Test
    void unknownOutcomeThatTheChannelFindsIsSent() {
        reply("m1");
        channel.thenAnswers(new SendResult.Unknown("timeout"))
                .thenFinds(() -> new OutboundChannel.Reconciliation.Arrived("p-7"));

        delivery().deliver(ID);

        assertThat(channel.sends()).hasSize(1);
        assertThat(states()).containsExactly(new DeliveryState(Phase.SENT, 1, null, "p-7", null));
        assertThat(events.outcomes()).containsExactly("SENT 1 ambiguous", "SENT 1 sent");
    }

    @Test
    void undecidableOutcomeIsClosedAndCountedAndNeverSentAgain() {
        reply("m1");
        reply("m2");
        channel.thenAnswers(new SendResult.Unknown("timeout"));

        delivery().deliver(ID);
        delivery().deliver(ID);

        assertThat(channel.sends()).containsExactly("c1~1", "c1~2");
        assertThat(states())
                .extracting(DeliveryState::phase)
                .containsExactly(Phase.FAILED, Phase.SENT);
        assertThat(resolutions("failed")).isEqualTo(1);
        assertThat(meters.counter("parley.delivery.sends", "outcome", "ambiguous").count())
                .isEqualTo(1);
    }

    @Test
    void undecidableOutcomeIsSentAgainWherePolicySaysSo() {
        reply("m1");
        channel.thenAnswers(new SendResult.Unknown("timeout"));
        var resending = delivery(AmbiguousPolicy.RESEND);

        resending.deliver(ID);
        clock.advance(Duration.ofSeconds(1));
        resending.deliver(ID);

        assertThat(channel.sends()).containsExactly("c1~1", "c1~1");
        assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.SENT);
        assertThat(resolutions("resent")).isEqualTo(1);
    }

    @Test
    void channelThatThrowsLeavesAnUnknownOutcome() {
        reply("m1");
        channel.thenDoes(() -> {
            throw new IllegalStateException("broken pipe");
        });

        delivery().deliver(ID);

        assertThat(events.outcomes()).containsExactly("SENT 1 ambiguous", "SENT 1 failed");
    }

    @Test
    void channelThatCannotBeAskedIsAskedAgainUntilPolicyDecides() {
        reply("m1");
        reply("m2");
        channel.thenAnswers(new SendResult.Unknown("timeout"));
        cannotBeAsked();
        assertThat(delivery().deliver(ID)).isEqualTo(new ReplyDelivery.Standing.NotYet(null));
        assertThat(states())
                .extracting(DeliveryState::phase)
                .containsExactly(Phase.AMBIGUOUS, Phase.PENDING);
        assertThat(row().dueAt()).isEqualTo(clock.instant().plus(Samples.GRACE));

        clock.advance(Duration.ofMinutes(10));
        cannotBeAsked();
        delivery().deliver(ID);
        assertThat(states())
                .extracting(DeliveryState::phase)
                .containsExactly(Phase.FAILED, Phase.SENT);
    }

    @Test
    void replyOfAnOlderEpochIsCancelled() {
        reply("m1");
        store.apply(Samples.takeOver(ID));

        assertThat(delivery().deliver(ID)).isEqualTo(new ReplyDelivery.Standing.Done());

        assertThat(channel.sends()).isEmpty();
        assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.CANCELLED);
        assertThat(events.outcomes()).containsExactly("SENT 1 cancelled");
    }

    @Test
    void sendThatEndsAfterOthersSettledItIsCountedAsStale() {
        reply("m1");
        channel.thenDoes(() -> {
            clock.advance(DEADLINE);
            delivery().deliver(ID);
            return new SendResult.Sent("late");
        });

        delivery().deliver(ID);

        assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.FAILED);
        assertThat(meters.counter("parley.delivery.sends", "outcome", "stale").count())
                .isEqualTo(1);
    }

    @Test
    void twoSendersAtOnceSendOnce() throws Exception {
        reply("m1");
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        channel.thenDoes(() -> {
            started.countDown();
            await(finish);
            return new SendResult.Sent("p-1");
        });
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = senders.submit(() -> delivery().deliver(ID));
            await(started);
            assertThat(delivery().deliver(ID))
                    .isEqualTo(new ReplyDelivery.Standing.NotYet(clock.instant().plus(DEADLINE)));
            finish.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS))
                    .isEqualTo(new ReplyDelivery.Standing.Done());
        }
        assertThat(channel.sends()).containsExactly("c1~1");
        assertThat(states()).extracting(DeliveryState::phase).containsExactly(Phase.SENT);
    }

    @Test
    void storeThatIsDownIsReportedAndLosesNothing() {
        reply("m1");
        store.setReachable(false);
        assertThatThrownBy(() -> delivery().deliver(ID))
                .isInstanceOf(StoreUnavailableException.class);

        store.setReachable(true);
        delivery().deliver(ID);
        assertThat(channel.sends()).containsExactly("c1~1");
    }

    private void cannotBeAsked() {
        channel.thenFinds(() -> {
            throw new IllegalStateException("network down");
        });
    }

    private ReplyDelivery delivery() {
        return delivery(AmbiguousPolicy.FAIL);
    }

    private ReplyDelivery delivery(AmbiguousPolicy policy) {
        var settings =
                new DeliveryProperties(
                        DEADLINE,
                        Samples.GRACE,
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        policy);
        return new ReplyDelivery(store, channel, events, settings, meters, clock);
    }

    private void reply(String messageId) {
        replyOver(Samples.PUSHED, messageId);
    }

    private void replyOver(Channel over, String messageId) {
        var appended = (Append.Outcome.Appended) store.apply(Samples.append(ID, over, messageId));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(ID, appended.seq()));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(ID, claimed.turn()));
        store.apply(Samples.commit(ID, begun.turn().fence()));
    }

    private List<DeliveryState> states() {
        return store.replies(ID, 0, 10).stream().map(Reply::delivery).toList();
    }

    private Conversation row() {
        return store.find(ID).orElseThrow();
    }

    private double resolutions(String by) {
        return meters.counter("parley.delivery.ambiguous", "resolution", by).count();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
