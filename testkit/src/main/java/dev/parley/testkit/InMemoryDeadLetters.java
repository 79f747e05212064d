package dev.parley.testkit;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Status;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.DeadLetters;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Dead letters in memory. Loses everything with the process. */
public final class InMemoryDeadLetters implements DeadLetters {
    private static final Comparator<DeadLetter> IN_ORDER =
            Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id);

    private final ConcurrentMap<String, DeadLetter> letters = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final ConversationStore conversations;

    /** Letters beside no conversations. */
    public InMemoryDeadLetters(InstantSource clock) {
        this(clock, new InMemoryConversationStore(clock));
    }

    /**
     * Letters beside conversations.
     *
     * @param conversations tells which are erased
     */
    public InMemoryDeadLetters(InstantSource clock, ConversationStore conversations) {
        this.clock = clock;
        this.conversations = conversations;
    }

    @Override
    public boolean keep(DeadLetter letter) {
        return !isErased(letter) && letters.putIfAbsent(letter.id(), letter) == null;
    }

    private boolean isErased(DeadLetter letter) {
        return Optional.ofNullable(letter.conversationId())
                .flatMap(conversations::find)
                .filter(row -> row.status() == Status.ERASED)
                .map(row -> row.timeline().endedAt())
                .filter(erasedAt -> !letter.record().at().isAfter(erasedAt))
                .isPresent();
    }

    @Override
    public int forgetDecided(Instant before, int limit) {
        var over =
                letters.values().stream()
                        .filter(letter -> {
                            var at = letter.decision().at();
                            return at != null && at.isBefore(before);
                        })
                        .limit(limit)
                        .toList();
        over.forEach(letter -> letters.remove(letter.id()));
        return over.size();
    }

    @Override
    public int forgetUndecided(Instant before, int limit) {
        var over =
                letters.values().stream()
                        .filter(letter -> letter.decision().state() == DeadLetterState.OPEN)
                        .filter(letter -> letter.conversationId() == null)
                        .filter(letter -> letter.at().isBefore(before))
                        .sorted(IN_ORDER)
                        .limit(limit)
                        .toList();
        over.forEach(letter -> letters.remove(letter.id(), letter));
        return over.size();
    }

    @Override
    public Optional<DeadLetter> find(@Nullable String organization, String id) {
        return Optional.ofNullable(letters.get(id))
                .filter(letter ->
                        organization == null || organization.equals(letter.organization()));
    }

    @Override
    public List<DeadLetter> list(DeadLetterQuery query) {
        return letters.values().stream()
                .filter(letter -> matches(letter, query))
                .sorted(IN_ORDER)
                .limit(query.limit())
                .toList();
    }

    @Override
    public Optional<DeadLetter> decide(String id, DeadLetterState state, String by) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Optional.ofNullable(
                letters.computeIfPresent(
                        id,
                        (_, letter) -> letter.decided(new DeadLetter.Decision(state, now, by))));
    }

    @Override
    public int forget(ConversationId conversation) {
        int before = letters.size();
        letters.values().removeIf(letter -> conversation.equals(letter.conversationId()));
        return before - letters.size();
    }

    @Override
    public long countOpen() {
        return letters.values().stream()
                .filter(letter -> letter.decision().state() == DeadLetterState.OPEN)
                .count();
    }

    private static boolean matches(DeadLetter letter, DeadLetterQuery query) {
        var since = query.since();
        var until = query.until();
        var cause = query.cause();
        return isAny(query.organization(), letter.organization())
                && isAny(query.conversation(), letter.conversation())
                && isAny(query.stage(), letter.stage())
                && isAny(query.state(), letter.decision().state())
                && (since == null || !letter.at().isBefore(since))
                && (until == null || letter.at().isBefore(until))
                && (cause == null || lower(letter.cause()).contains(lower(cause)))
                && isAfter(letter, query.after());
    }

    private static boolean isAny(@Nullable Object wanted, @Nullable Object found) {
        return wanted == null || wanted.equals(found);
    }

    private static boolean isAfter(DeadLetter letter, DeadLetterQuery.@Nullable After after) {
        if (after == null) {
            return true;
        }
        int order = letter.at().compareTo(after.at());
        return order > 0 || (order == 0 && letter.id().compareTo(after.id()) > 0);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
