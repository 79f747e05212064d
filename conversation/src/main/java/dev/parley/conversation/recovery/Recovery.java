package dev.parley.conversation.recovery;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Inbox;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.Locate;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.TakeOver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a store that lost its newest commits whole again, from what the topics remember: replies
 * with their messages, erasures and takeovers are done again, then the messages of that time are
 * published again. May be repeated, and while everything runs. Thread-safe, but one run at a time
 * is enough.
 */
public final class Recovery {
    private static final Duration REST = Duration.ofMillis(500);
    private static final Participant ASSISTANT =
            new Participant("assistant", "Assistant", List.of());

    /** Reason of erasures whose messages are long past: what came since belongs to a successor. */
    private static final String RETENTION = "retention";

    private static final Channel PULLED = new Channel("rest", "rest", Channel.Delivery.PULLED);

    private final TopicHistory history;
    private final ConversationStore store;
    private final Organizations organizations;
    private final Triggers triggers;
    private final Inbox inbox;
    private final Duration grace;
    private final Duration patience;

    /**
     * Makes it.
     *
     * @param grace how long what is left to do may stay unattended
     * @param patience how long a reply waits for others' messages to be answered before it has its
     *     place; the pipeline answers them meanwhile
     */
    public Recovery(
            TopicHistory history,
            ConversationStore store,
            Organizations organizations,
            Triggers triggers,
            Inbox inbox,
            Duration grace,
            Duration patience) {
        this.history = history;
        this.store = store;
        this.organizations = organizations;
        this.triggers = triggers;
        this.inbox = inbox;
        this.grace = grace;
        this.patience = patience;
    }

    /**
     * Recovers what was lost since then.
     *
     * @param since before the first commit that was lost; earlier is harmless
     */
    public RecoveryReport run(Instant since) throws InterruptedException {
        return new Run(history.since(since)).all();
    }

    private final class Run {
        private final TopicHistory.Told told;
        private final Map<Place, InboundMessage> inbound = new LinkedHashMap<>();
        private final Map<ConversationId, TopicHistory.ToldEvent> erasures = new HashMap<>();
        private long replies;
        private long messages;
        private long superseded;
        private long erased;
        private long takenOver;
        private long published;

        Run(TopicHistory.Told told) {
            this.told = told;
            told.inbound()
                    .forEach(message ->
                            inbound.putIfAbsent(
                                    new Place(message.conversation().first(), message.messageId()),
                                    message));
            told.events().stream()
                    .filter(event -> event.kind() == Events.Kind.ERASED)
                    .forEach(event -> erasures.put(event.conversation(), event));
        }

        RecoveryReport all() throws InterruptedException {
            erasures.keySet().forEach(this::erase);
            var behind = putBackReplies();
            giveToPeople();
            // Whoever publishes them now has them answered a second time.
            behind.stream().map(this::answered).forEach(inbound.values()::removeAll);
            inbound.values().forEach(this::publish);
            return new RecoveryReport(
                    replies,
                    messages,
                    superseded,
                    behind.size(),
                    erased,
                    takenOver,
                    published,
                    told.unreadable());
        }

        private void erase(ConversationId id) {
            if (store.apply(new Erase(id)) instanceof Erase.Outcome.Erased) {
                erased++;
            }
        }

        /** In the order of their commits; what has to wait for others is tried again. */
        private List<TopicHistory.ToldReply> putBackReplies() throws InterruptedException {
            var left =
                    told.replies().stream()
                            .distinct()
                            .filter(each ->
                                    !isErased(each.conversation(), each.reply().committedAt()))
                            .sorted(Comparator.comparing(each -> each.reply().committedAt()))
                            .toList();
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                var behind = new ArrayList<TopicHistory.ToldReply>();
                for (var each : left) {
                    if (!putBack(each)) {
                        behind.add(each);
                    }
                }
                left = behind;
                if (left.isEmpty() || System.nanoTime() - end > 0) {
                    return left;
                }
                Thread.sleep(REST);
            }
        }

        private boolean putBack(TopicHistory.ToldReply each) {
            var reply = each.reply();
            var answered = answered(each);
            var channel = answered.isEmpty() ? PULLED : answered.getFirst().channel();
            var step =
                    new PutBack(
                            each.conversation(),
                            channel,
                            reply,
                            author(each.conversation(), reply.metadata().agent()),
                            answered,
                            grace);
            return switch (store.apply(step)) {
                case PutBack.Outcome.Restored restored -> {
                    replies++;
                    messages += restored.messages();
                    triggers.replied(each.conversation(), restored.reply());
                    yield true;
                }
                case PutBack.Outcome.Superseded() -> {
                    superseded++;
                    yield true;
                }
                case PutBack.Outcome.Known(), PutBack.Outcome.Erased() -> true;
                case PutBack.Outcome.Behind() -> false;
            };
        }

        private List<InboundMessage> answered(TopicHistory.ToldReply each) {
            return each.reply().metadata().facts().answers().stream()
                    .map(id -> inbound.get(new Place(each.conversation().first(), id)))
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** Who had taken a conversation over last, and had not given it back. */
        private void giveToPeople() {
            var last =
                    told.events().stream()
                            .filter(event ->
                                    event.kind() == Events.Kind.TAKEN_OVER
                                            || event.kind() == Events.Kind.RETURNED)
                            .collect(
                                    Collectors.toMap(
                                            TopicHistory.ToldEvent::conversation,
                                            Function.identity(),
                                            (_, later) -> later));
            for (var event : last.values()) {
                var by = event.detail().getOrDefault("by", "a person");
                if (event.kind() == Events.Kind.TAKEN_OVER
                        && store.apply(new TakeOver(event.conversation(), by, grace))
                                instanceof TakeOver.Outcome.TakenOver) {
                    takenOver++;
                }
            }
        }

        private void publish(InboundMessage message) {
            if (!isErased(message.conversation(), message.receivedAt()) && !isStored(message)) {
                inbox.accept(message);
                published++;
            }
        }

        private boolean isStored(InboundMessage message) {
            return store.apply(new Locate(message.conversation(), message.key())).isPresent();
        }

        private boolean isErased(ConversationId id, Instant at) {
            var erasure = erasures.get(id.first());
            return erasure != null
                    && !RETENTION.equals(erasure.detail().get("reason"))
                    && !at.isAfter(erasure.at());
        }
    }

    /** Where a message was sent to: the first conversation of a row of successors, and its id. */
    private record Place(ConversationId conversation, String message) {}

    private Participant author(ConversationId id, @Nullable String agent) {
        return Optional.ofNullable(agent)
                .flatMap(known ->
                        organizations.find(id.organization()).flatMap(held -> held.agent(known)))
                .map(speaker -> new Participant(speaker.id(), speaker.name(), List.of()))
                .orElse(ASSISTANT);
    }
}
