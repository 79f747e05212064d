package dev.parley.testkit;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.CustomersConversation;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Instances;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Share;
import dev.parley.conversation.Status;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Turn;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.conversation.recovery.StoreMarks;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps everything in memory and gives the same results as the real ones. One lock, so
 * every step is alone. Loses everything with the process.
 */
public final class InMemoryConversationStore implements ConversationStore, Instances, StoreMarks {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final Comparator<ConversationId> BY_ID =
            Comparator.comparing(ConversationId::organization)
                    .thenComparing(ConversationId::conversation);

    private static final Comparator<Overdue.Entry> BY_DUE_MOMENT =
            Comparator.comparing(Overdue.Entry::dueAt)
                    .thenComparing(Overdue.Entry::conversation, BY_ID);

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<ConversationId, Shelf> shelves = new TreeMap<>(BY_ID);
    private final Map<MessageKey, Situation.Located> keys = new HashMap<>();
    private final Map<String, Instant> leases = new HashMap<>();
    private final InstantSource clock;
    private Instant latest = Instant.MIN;
    private @Nullable StoreMark mark;
    private volatile boolean reachable = true;

    /** A store on the system's clock. */
    public InMemoryConversationStore() {
        this(InstantSource.system());
    }

    public InMemoryConversationStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Makes every call fail as if the store were down, until it is reachable again. */
    public void setReachable(boolean value) {
        reachable = value;
    }

    @Override
    public <O> O apply(Step<O> step) {
        return alone(() -> decideAndWrite(step));
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        var outcomes = new ArrayList<O>(steps.size());
        RuntimeException failure = null;
        for (var step : steps) {
            try {
                outcomes.add(apply(step));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(outcomes);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return alone(() -> Optional.ofNullable(shelf(id).row));
    }

    @Override
    public List<Message> messages(ConversationId id, long afterSeq, int limit) {
        return alone(() -> first(limit, shown(id).messages.tailMap(afterSeq, false).values()));
    }

    @Override
    public List<Reply> replies(ConversationId id, long afterOutSeq, int limit) {
        return alone(() -> first(limit, shown(id).replies.tailMap(afterOutSeq, false).values()));
    }

    @Override
    public List<Disposition> dispositions(ConversationId id, int limit) {
        return alone(() -> first(limit, shown(id).dispositions.values()));
    }

    @Override
    public List<Disposition> parked(ConversationId id) {
        return alone(() -> shown(id).parked());
    }

    @Override
    public List<MessageTrace> trace(String organization, String messageId) {
        return alone(() ->
                of(organization)
                        .filter(shelf -> !shelf.isErased())
                        .flatMap(shelf ->
                                shelf.messages.values().stream()
                                        .filter(message -> message.id().equals(messageId))
                                        .map(message -> trace(shelf, message)))
                        .limit(MOST_TRACES)
                        .toList());
    }

    @Override
    public List<MessageTrace> trace(ConversationId conversation, String messageId) {
        return alone(() ->
                Stream.ofNullable(shelves.get(conversation))
                        .filter(shelf -> !shelf.isErased())
                        .flatMap(shelf ->
                                shelf.messages.values().stream()
                                        .filter(message -> message.id().equals(messageId))
                                        .map(message -> trace(shelf, message)))
                        .toList());
    }

    @Override
    public List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit) {
        return alone(() ->
                of(organization)
                        .flatMap(shelf -> Stream.ofNullable(shelf.row))
                        .filter(row ->
                                after == null || row.id().conversation().compareTo(after) > 0)
                        .filter(row -> status == null || row.status() == status)
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<Conversation> ended(String organization, Instant before, int limit) {
        return alone(() ->
                of(organization)
                        .flatMap(shelf -> Stream.ofNullable(shelf.row))
                        .filter(row -> row.status() != Status.ERASED)
                        .filter(row ->
                                row.timeline().endedAt() != null
                                        && row.timeline().endedAt().isBefore(before))
                        .sorted(Comparator.comparing(row -> row.timeline().endedAt()))
                        .limit(limit)
                        .toList());
    }

    @Override
    public Overdue overdue(
            Share share, Duration horizon, Overdue.@Nullable Entry after, int limit) {
        return alone(() -> {
            var now = now();
            var found =
                    shelves.values().stream()
                            .flatMap(shelf -> Stream.ofNullable(shelf.row))
                            .filter(row -> isDue(row, now, now.plus(horizon)))
                            .map(row ->
                                    new Overdue.Entry(
                                            row.id(), Objects.requireNonNull(row.dueAt())))
                            .sorted(BY_DUE_MOMENT)
                            .filter(entry ->
                                    after == null || BY_DUE_MOMENT.compare(entry, after) > 0)
                            .limit(limit)
                            .toList();
            return new Overdue(
                    found.stream().filter(entry -> share.covers(entry.conversation())).toList(),
                    found.size() < limit ? null : found.getLast());
        });
    }

    private static boolean isDue(Conversation row, Instant now, Instant horizon) {
        var dueAt = row.dueAt();
        return dueAt != null && (!dueAt.isAfter(now) || dueAt.isAfter(horizon));
    }

    @Override
    public List<Conversation> waiting(@Nullable String organization, Instant since, int limit) {
        return alone(() -> {
            var now = now();
            return shelves.values().stream()
                    .flatMap(shelf -> Stream.ofNullable(shelf.row))
                    .filter(row ->
                            organization == null || row.id().organization().equals(organization))
                    .filter(row -> waitsSince(row, since) || waitsAhead(row, since, now))
                    .sorted(
                            Comparator.comparing((Conversation row) -> !waitsAhead(row, since, now))
                                    .thenComparing(row -> row.timeline().waitingSince()))
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public List<Conversation> notFollowedUp(Instant from, Instant before, int limit) {
        return alone(() ->
                shelves.values().stream()
                        .flatMap(shelf -> Stream.ofNullable(shelf.row))
                        .filter(row -> row.followedUp() < row.lastOutSeq())
                        .filter(row -> isWithin(row.timeline().lastProcessedAt(), from, before))
                        .sorted(Comparator.comparing(row -> row.timeline().lastProcessedAt()))
                        .limit(limit)
                        .toList());
    }

    private static boolean isWithin(@Nullable Instant at, Instant from, Instant before) {
        return at != null && !at.isBefore(from) && at.isBefore(before);
    }

    @Override
    public List<CustomersConversation> ofCustomer(
            String organization, String author, @Nullable String after, int limit) {
        return alone(() ->
                shelves.entrySet().stream()
                        .filter(entry -> entry.getKey().organization().equals(organization))
                        .filter(entry ->
                                after == null || entry.getKey().conversation().compareTo(after) > 0)
                        .filter(entry -> entry.getValue().customers().contains(author))
                        .limit(limit)
                        .map(entry ->
                                new CustomersConversation(
                                        entry.getKey(), entry.getValue().customers().size() > 1))
                        .toList());
    }

    @Override
    public List<ConversationId> unpurged(int limit) {
        return alone(() ->
                shelves.entrySet().stream()
                        .filter(entry -> entry.getValue().isErased() && entry.getValue().isFilled())
                        .map(Map.Entry::getKey)
                        .limit(limit)
                        .toList());
    }

    @Override
    public boolean purge(ConversationId id, int limit) {
        return alone(() -> shelf(id).isErased() && shelf(id).purge(limit));
    }

    @Override
    public List<Conversation> abandoned(int limit) {
        return alone(() -> {
            var now = now();
            return shelves.values().stream()
                    .flatMap(shelf -> Stream.ofNullable(shelf.row))
                    .filter(row -> row.turn() != null && isAbandoned(row.turn(), now))
                    .limit(limit)
                    .toList();
        });
    }

    private boolean isAbandoned(Turn turn, Instant now) {
        var lease = turn.holder() == null ? null : leases.get(turn.holder());
        return turn.phase() == Turn.Phase.RUNNING && lease != null && !lease.isAfter(now);
    }

    @Override
    public boolean renew(String instance, Duration lease) {
        return alone(() -> {
            var now = now();
            leases.values().removeIf(until -> until.plus(FORGOTTEN_AFTER).isBefore(now));
            var before = leases.put(instance, now.plus(lease));
            return before != null && before.isAfter(now);
        });
    }

    @Override
    public void leave(String instance) {
        alone(() -> leases.computeIfPresent(instance, (_, _) -> now()));
    }

    @Override
    public Optional<StoreMark> newest() {
        return alone(() -> Optional.ofNullable(mark));
    }

    @Override
    public Optional<StoreMark> advance(long from, long to) {
        return alone(() -> {
            if (from != (mark == null ? 0 : mark.number())) {
                return Optional.empty();
            }
            mark = new StoreMark(to, now());
            return Optional.of(mark);
        });
    }

    /** It loses everything or nothing. */
    @Override
    public boolean lacksWrites() {
        return false;
    }

    @Override
    public void forgetWrites() {}

    private static boolean waitsSince(Conversation row, Instant since) {
        var waiting = row.timeline().waitingSince();
        return waiting != null && !waiting.isAfter(since);
    }

    private static boolean waitsAhead(Conversation row, Instant since, Instant now) {
        var waiting = row.timeline().waitingSince();
        return waiting != null && waiting.isAfter(now) && waiting.isAfter(since);
    }

    private <O> O decideAndWrite(Step<O> step) {
        var id = step.conversation();
        var before = shelf(id);
        var decision = step.decide(new ShelfSituation(id, before, keys, leases), now());
        if (decision.changes().isEmpty()) {
            return decision.outcome();
        }
        var after = before.copy();
        decision.changes().forEach(after::write);
        if (after.row == null || !after.row.id().equals(id)) {
            throw new IllegalStateException("a step of " + id + " wrote " + after.row);
        }
        var newKeys = newKeys(id, decision.changes());
        shelves.put(id, after);
        keys.putAll(newKeys);
        return decision.outcome();
    }

    private Map<MessageKey, Situation.Located> newKeys(ConversationId id, List<Change> changes) {
        var located = new HashMap<MessageKey, Situation.Located>();
        for (var change : changes) {
            if (change instanceof Change.AddMessage(var message, var key) && key != null) {
                if (!key.organization().equals(id.organization())) {
                    throw new IllegalArgumentException(
                            "a step of %s wrote a key of organization %s"
                                    .formatted(id, key.organization()));
                }
                if (keys.containsKey(key)) {
                    throw new IllegalStateException("a second message with " + key);
                }
                located.put(key, new Situation.Located(id, message.seq()));
            }
        }
        return located;
    }

    private static MessageTrace trace(Shelf shelf, Message message) {
        var row = shelf.row;
        if (row == null) {
            throw new IllegalStateException("messages without their conversation");
        }
        var disposition = shelf.dispositionOf(message).orElse(null);
        var turn = disposition == null ? null : disposition.turn();
        var reply = turn == null ? null : shelf.replyOf(turn).orElse(null);
        return new MessageTrace(row, message, disposition, reply);
    }

    private Stream<Shelf> of(String organization) {
        return shelves.entrySet().stream()
                .filter(entry -> entry.getKey().organization().equals(organization))
                .map(Map.Entry::getValue);
    }

    /** Nothing of a conversation that is erased. */
    private Shelf shown(ConversationId id) {
        var shelf = shelf(id);
        return shelf.isErased() ? new Shelf() : shelf;
    }

    private Shelf shelf(ConversationId id) {
        return shelves.getOrDefault(id, new Shelf());
    }

    private static <T> List<T> first(int limit, Collection<T> items) {
        return items.stream().limit(limit).toList();
    }

    /** Store time: whole milliseconds that never go back. */
    private Instant now() {
        var read = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        latest = read.isAfter(latest) ? read : latest;
        return latest;
    }

    private <T> T alone(Supplier<T> work) {
        if (!reachable) {
            throw new StoreUnavailableException(
                    "the store is switched off", new IOException("switched off by the test"));
        }
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
