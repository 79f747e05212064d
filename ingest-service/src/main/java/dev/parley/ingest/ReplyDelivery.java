package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Events;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.SettleSending.Result;
import dev.parley.conversation.turn.StartSending;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 8: brings the replies of a conversation to its channel, in order, one at a time.
 *
 * <p>Level-triggered: a trigger only says that something may be undelivered. The store says what,
 * and marks each send before it is made, so that a crash leaves it ambiguous and never unnoticed.
 * How each send ended is counted in {@code parley.delivery.sends}, what became of ambiguous ones in
 * {@code parley.delivery.ambiguous}. Outcomes are published as events too; a crash right after a
 * send can lose the event, not the state. Thread-safe.
 */
public final class ReplyDelivery {
    /** Bounds one call; what is left over is due, like everything undelivered. */
    private static final int STEPS_PER_CALL = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ReplyDelivery.class);

    private final ConversationStore store;
    private final OutboundChannel channel;
    private final Events events;
    private final DeliveryProperties settings;
    private final MeterRegistry meters;
    private final InstantSource clock;

    public ReplyDelivery(
            ConversationStore store,
            OutboundChannel channel,
            Events events,
            DeliveryProperties settings,
            MeterRegistry meters,
            InstantSource clock) {
        this.store = store;
        this.channel = channel;
        this.events = events;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Where a conversation's deliveries stand; either way the trigger's record is complete. */
    public sealed interface Standing {
        /** Nothing is undelivered. */
        record Done() implements Standing {}

        /**
         * The first undelivered reply has to wait, and later ones with it. The conversation is due
         * then, so the sweep wakes it.
         *
         * @param until when it can go on, in store time; null for as soon as anybody looks
         */
        record NotYet(@Nullable Instant until) implements Standing {}
    }

    /**
     * Delivers what can be delivered now.
     *
     * @throws RuntimeException when the store or the events are down; calling again is safe
     */
    public Standing deliver(ConversationId conversation) {
        for (int step = 0; step < STEPS_PER_CALL; step++) {
            var next =
                    store.apply(
                            new StartSending(
                                    conversation, settings.sendDeadline(), settings.grace()));
            switch (next) {
                case StartSending.Outcome.Send(var reply) ->
                        settle(conversation, reply, send(conversation, reply));
                case StartSending.Outcome.Ambiguous(var reply) -> {
                    var result = resolve(conversation, reply);
                    settle(conversation, reply, result);
                    if (result instanceof Result.Unknown) {
                        return new Standing.NotYet(null);
                    }
                }
                case StartSending.Outcome.Cancelled(var reply) ->
                        report(conversation, reply, reply.delivery());
                case StartSending.Outcome.NotYet(_, var until) -> {
                    return new Standing.NotYet(until);
                }
                case StartSending.Outcome.NothingToSend() -> {
                    return new Standing.Done();
                }
            }
        }
        return new Standing.NotYet(null);
    }

    private Result send(ConversationId conversation, Reply reply) {
        return switch (call(conversation, reply)) {
            case SendResult.Sent(var providerId) -> new Result.Sent(providerId);
            case SendResult.Retry(var after, var cause) -> retryOrGiveUp(reply, after, cause);
            case SendResult.Failed(var cause) -> new Result.Failed(cause);
            case SendResult.Unknown(var cause) -> new Result.Unknown(cause);
        };
    }

    private SendResult call(ConversationId conversation, Reply reply) {
        try {
            return channel.send(conversation, reply);
        } catch (RuntimeException e) {
            LOG.warn("{}: the channel broke while sending {}", conversation, reply.messageId(), e);
            return new SendResult.Unknown("the channel broke: " + e.getClass().getSimpleName());
        }
    }

    /** Finds out about an unknown outcome; {@link Result.Unknown} when it is too early to say. */
    private Result resolve(ConversationId conversation, Reply reply) {
        try {
            return switch (channel.reconcile(conversation, reply)) {
                case OutboundChannel.Reconciliation.Arrived(var providerId) ->
                        resolved("arrived", new Result.Sent(providerId));
                case OutboundChannel.Reconciliation.Missing() ->
                        resolved("missing", retryOrGiveUp(reply, null, "it had not arrived"));
                case OutboundChannel.Reconciliation.Undecidable() -> byPolicy(reply);
            };
        } catch (RuntimeException e) {
            LOG.warn("{}: could not look for {}", conversation, reply.messageId(), e);
            // What broke the send often still breaks the look.
            return clock.instant().isBefore(reply.committedAt().plus(settings.reconcileFor()))
                    ? resolved("later", new Result.Unknown("the channel cannot be asked"))
                    : byPolicy(reply);
        }
    }

    private Result byPolicy(Reply reply) {
        return switch (settings.ambiguous()) {
            case FAIL -> resolved("failed", new Result.Failed("the outcome stayed unknown"));
            case RESEND ->
                    resolved("resent", retryOrGiveUp(reply, null, "outcome unknown, sent again"));
        };
    }

    private Result resolved(String by, Result result) {
        meters.counter("parley.delivery.ambiguous", "resolution", by).increment();
        return result;
    }

    private Result retryOrGiveUp(Reply reply, @Nullable Duration asked, String cause) {
        int attempts = reply.delivery().attempts();
        return attempts >= settings.maxAttempts()
                ? new Result.Failed("given up after %d sends: %s".formatted(attempts, cause))
                : new Result.Retry(
                        settings.rest(attempts, asked == null ? Duration.ZERO : asked), cause);
    }

    private void settle(ConversationId conversation, Reply reply, Result result) {
        var settled =
                store.apply(
                        new SettleSending(
                                conversation,
                                reply.outSeq(),
                                reply.delivery().attempts(),
                                result,
                                settings.grace()));
        switch (settled) {
            case SettleSending.Outcome.Settled(var state, _) -> {
                if (state.phase() != reply.delivery().phase()) {
                    report(conversation, reply, state);
                }
            }
            case SettleSending.Outcome.Stale() -> {
                count("stale");
                LOG.warn(
                        "{}: the send of {} ended after its deadline as {}, when others had settled it",
                        conversation,
                        reply.messageId(),
                        result);
            }
        }
    }

    private void report(ConversationId conversation, Reply reply, DeliveryState state) {
        var outcome = state.phase().name().toLowerCase(Locale.ROOT);
        count(outcome);
        var cause = state.cause();
        events.publish(
                conversation,
                Events.Kind.SENT,
                reply.turn(),
                Map.of(
                        "outcome",
                        outcome,
                        "message",
                        reply.messageId(),
                        "attempt",
                        Integer.toString(state.attempts()),
                        "cause",
                        cause == null ? "" : cause));
    }

    private void count(String outcome) {
        meters.counter("parley.delivery.sends", "outcome", outcome).increment();
    }
}
