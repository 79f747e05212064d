package dev.parley.testkit;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.StartSending;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One caller that applies random steps to a few conversations, with fences it has seen, current or
 * not. Several callers share what they observed.
 */
final class Hammer {
    private static final Duration RETRY_AFTER = Duration.ofMillis(20);

    private final ConversationStore store;
    private final List<ConversationId> conversations;
    private final RandomGenerator random;
    private final String name;
    private final Observations observations;
    private final Map<ConversationId, Fence> fences = new HashMap<>();
    private final Map<ConversationId, Reply> sends = new HashMap<>();
    private int appended;

    /** What all callers were told. */
    record Observations(
            Queue<Conversation> saved,
            Queue<Append.Outcome.Appended> appended,
            Queue<Reply> replies,
            Map<ConversationId, Fence> newestFences) {
        Observations() {
            this(
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentHashMap<>());
        }
    }

    /** A step that also tells the row it saved. */
    private record Observed<O>(Step<O> step) implements Step<Observed.Seen<O>> {
        record Seen<O>(O outcome, @Nullable Conversation saved) {}

        @Override
        public ConversationId conversation() {
            return step.conversation();
        }

        @Override
        public Decision<Seen<O>> decide(Situation situation, Instant now) {
            var decision = step.decide(situation, now);
            var saved =
                    decision.changes().stream()
                            .filter(Change.SaveConversation.class::isInstance)
                            .map(change -> ((Change.SaveConversation) change).row())
                            .findFirst()
                            .orElse(null);
            checkTransition(situation.conversation().orElse(null), saved);
            return new Decision<>(new Seen<>(decision.outcome(), saved), decision.changes());
        }

        private void checkTransition(@Nullable Conversation before, @Nullable Conversation saved) {
            var from = before == null ? null : before.status();
            if (saved != null && !Transition.isAllowed(step, from, saved.status())) {
                throw new IllegalStateException(
                        "%s takes %s to %s".formatted(step, from, saved.status()));
            }
        }
    }

    Hammer(
            ConversationStore store,
            List<ConversationId> conversations,
            RandomGenerator random,
            String name,
            Observations observations) {
        this.store = store;
        this.conversations = conversations;
        this.random = random;
        this.name = name;
        this.observations = observations;
    }

    void strike() {
        var id = conversations.get(random.nextInt(conversations.size()));
        var fence = fence(id);
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> append(id);
            case 3 -> apply(Samples.wakeup(id));
            case 4, 5, 6 -> claimAndBegin(id);
            case 7, 8, 9 -> commit(Samples.commit(id, fence));
            case 10 -> fail(id, fence);
            case 11 -> apply(Samples.renew(id, fence));
            case 12 -> apply(Samples.handBack(id, fence));
            case 13 -> apply(Samples.resolve(id, fence.turn()));
            case 14, 15 -> send(id);
            case 16 -> escalate(id, fence);
            case 17 -> remind(id);
            case 18 -> closeIdle(id);
            default -> changeHands(id, fence);
        }
    }

    /** Mostly the newest one anybody has; sometimes our own, which may be long dead. */
    private Fence fence(ConversationId id) {
        var newest = observations.newestFences().getOrDefault(id, new Fence(1, 1, Instant.EPOCH));
        return random.nextInt(4) == 0 ? fences.getOrDefault(id, newest) : newest;
    }

    private void append(ConversationId id) {
        boolean redelivery = appended > 0 && random.nextInt(4) == 0;
        int number = redelivery ? random.nextInt(appended) : appended++;
        if (apply(Samples.append(id, channel(id), name + "-" + number))
                instanceof Append.Outcome.Appended outcome) {
            observations.appended().add(outcome);
        }
    }

    private void claimAndBegin(ConversationId id) {
        var turn =
                switch (apply(Samples.wakeup(id))) {
                    case Claim.Outcome.Claimed claimed -> claimed.turn();
                    case Claim.Outcome.Busy busy -> busy.turn();
                    case Claim.Outcome.Idle _, Claim.Outcome.Settling _ -> null;
                };
        if (turn != null && apply(Samples.begin(id, turn)) instanceof Begin.Outcome.Begun begun) {
            fences.put(id, begun.turn().fence());
            observations.newestFences().put(id, begun.turn().fence());
        }
    }

    private void commit(Commit step) {
        if (apply(step) instanceof Commit.Outcome.Committed committed) {
            observations.replies().add(committed.reply());
        }
    }

    private void escalate(ConversationId id, Fence fence) {
        if (apply(Samples.escalate(id, fence.turn()))
                instanceof Escalate.Outcome.Escalated escalated) {
            observations.replies().add(escalated.reply());
        }
    }

    private void remind(ConversationId id) {
        if (apply(Samples.remind(id, Duration.ZERO)) instanceof Remind.Outcome.Reminded reminded) {
            observations.replies().add(reminded.reply());
        }
    }

    private void closeIdle(ConversationId id) {
        if (apply(Samples.closeIdle(id, Duration.ZERO))
                instanceof CloseIdle.Outcome.Closed closed) {
            observations.replies().add(closed.reply());
        }
    }

    private void fail(ConversationId id, Fence fence) {
        if (apply(Samples.fail(id, fence)) instanceof Fail.Outcome.Parked parked) {
            observations.replies().add(parked.reply());
        }
    }

    private void changeHands(ConversationId id, Fence fence) {
        switch (random.nextInt(8)) {
            case 0 -> apply(Samples.takeOver(id));
            case 1 -> commit(Samples.handOver(id, fence));
            default -> apply(new GiveBack(id));
        }
    }

    private void send(ConversationId id) {
        var started = sends.remove(id);
        if (started != null) {
            apply(Samples.settle(id, started, result()));
        } else if (apply(Samples.startSending(id)) instanceof StartSending.Outcome.Send send) {
            sends.put(id, send.reply());
        }
    }

    private SettleSending.Result result() {
        return switch (random.nextInt(4)) {
            case 0 -> new SettleSending.Result.Retry(RETRY_AFTER, "busy");
            case 1 -> new SettleSending.Result.Unknown("reset");
            case 2 -> new SettleSending.Result.Failed("refused");
            default -> new SettleSending.Result.Sent(null);
        };
    }

    private <O> O apply(Step<O> step) {
        var seen = store.apply(new Observed<>(step));
        if (seen.saved() != null) {
            observations.saved().add(seen.saved());
        }
        return seen.outcome();
    }

    private static Channel channel(ConversationId id) {
        return id.conversation().hashCode() % 2 == 0 ? Samples.PULLED : Samples.PUSHED;
    }
}
