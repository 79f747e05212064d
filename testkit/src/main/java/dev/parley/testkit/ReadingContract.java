package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Share;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads by position, list, trace and the sweep's query. */
interface ReadingContract extends StoreFixture {
    @Test
    default void unknownConversationHasNothing() {
        assertThat(store().find(CHAT)).isEmpty();
        assertThat(store().messages(CHAT, 0, 10)).isEmpty();
        assertThat(store().replies(CHAT, 0, 10)).isEmpty();
        assertThat(store().dispositions(CHAT, 10)).isEmpty();
        assertThat(store().trace("acme", "m1")).isEmpty();
        assertThat(store().list("acme", null, null, 10)).isEmpty();
        assertThat(overdue()).isEmpty();
    }

    @Test
    default void readsByPositionArePaged() {
        for (int i = 1; i <= 3; i++) {
            append(CHAT, "m" + i);
            answer(CHAT);
        }

        assertThat(store().messages(CHAT, 2, 3))
                .extracting(Message::seq)
                .containsExactly(3L, 4L, 5L);
        assertThat(store().replies(CHAT, 1, 1))
                .extracting(reply -> reply.turn())
                .containsExactly(2L);
        assertThat(store().dispositions(CHAT, 2))
                .extracting(disposition -> disposition.through())
                .containsExactly(1L, 3L);
    }

    @Test
    default void stepReadsTheNewestMessagesOfARangeInOrder() {
        for (int i = 1; i <= 5; i++) {
            append(CHAT, "m" + i);
        }

        assertThat(readInStep(1, 4, 10)).containsExactly(2L, 3L, 4L);
        assertThat(readInStep(1, 4, 2)).containsExactly(3L, 4L);
        assertThat(readInStep(4, 4, 2)).isEmpty();
        assertThat(readInStep(9, 4, 2)).isEmpty();
    }

    private List<Long> readInStep(long from, long through, int limit) {
        return store().apply(
                        StoreFixture.step(
                                CHAT,
                                (situation, _) ->
                                        Decision.unchanged(
                                                situation.messages(from, through, limit).stream()
                                                        .map(Message::seq)
                                                        .toList())));
    }

    @Test
    default void listGoesByIdFromPageToPage() {
        for (var name : List.of("b", "a", "d", "C", "c")) {
            append(new ConversationId("acme", name), "m-" + name);
        }

        assertThat(ids(store().list("acme", null, null, 3))).containsExactly("C", "a", "b");
        assertThat(ids(store().list("acme", null, "b", 3))).containsExactly("c", "d");
        assertThat(ids(store().list("acme", null, "d", 3))).isEmpty();
    }

    @Test
    default void listFiltersByStatus() {
        append(CHAT, "m1");
        append(OTHER_CHAT, "m2");
        append(new ConversationId("acme", "chat-3"), "m3");
        store().apply(Samples.takeOver(OTHER_CHAT));

        assertThat(ids(store().list("acme", Status.NEW, null, 10)))
                .containsExactly("chat-1", "chat-3");
        assertThat(ids(store().list("acme", Status.NEW, null, 1))).containsExactly("chat-1");
        assertThat(ids(store().list("acme", Status.NEW, "chat-1", 10))).containsExactly("chat-3");
        assertThat(ids(store().list("acme", Status.PENDING_HUMAN, null, 10)))
                .containsExactly("chat-2");
        assertThat(store().list("acme", Status.CLOSED, null, 10)).isEmpty();
    }

    @Test
    default void conversationIsOverdueFromItsDueMomentOn() {
        append(OTHER_CHAT, "m1");
        advance(Duration.ofSeconds(1));
        append(CHAT, "m2");
        advance(Duration.ofSeconds(1));
        append(SAME_CHAT_ELSEWHERE, "m3");

        advance(Samples.GRACE.minusMillis(1).minusSeconds(1));
        assertThat(overdue()).containsExactly(OTHER_CHAT);
        advance(Duration.ofMillis(1));
        assertThat(overdue()).containsExactlyInAnyOrder(OTHER_CHAT, CHAT);
        advance(Duration.ofSeconds(10));
        var all = store().overdue(Share.ALL, HORIZON, null, 10);
        assertThat(all.next()).isNull();
        assertThat(all.entries())
                .containsExactlyInAnyOrder(
                        entry(OTHER_CHAT), entry(CHAT), entry(SAME_CHAT_ELSEWHERE));
    }

    private Overdue.Entry entry(ConversationId id) {
        return new Overdue.Entry(id, Objects.requireNonNull(row(id).dueAt()));
    }

    @Test
    default void overdueIsReadInPagesOfOneShareAndNoRowTwice() {
        var all = new ArrayList<ConversationId>();
        for (int i = 0; i < 40; i++) {
            var id = new ConversationId(i % 3 == 0 ? "globex" : "acme", "c" + i);
            append(id, "m" + i);
            all.add(id);
        }
        advance(Samples.GRACE);
        var thirds =
                List.of(new Share(Set.of(0), 3), new Share(Set.of(1), 3), new Share(Set.of(2), 3));

        var seen = new ArrayList<ConversationId>();
        for (var share : thirds) {
            var ids = pages(share, 7);
            assertThat(ids).isNotEmpty().allMatch(share::covers);
            seen.addAll(ids);
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        assertThat(pages(new Share(Set.of(), 3), 7)).isEmpty();
    }

    private List<ConversationId> pages(Share share, int limit) {
        var ids = new ArrayList<ConversationId>();
        Overdue.Entry after = null;
        for (int looks = 0; looks < 10; looks++) {
            var page = store().overdue(share, HORIZON, after, limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            page.entries().forEach(entry -> ids.add(entry.conversation()));
            after = page.next();
            if (after == null) {
                return ids;
            }
        }
        throw new AssertionError("40 rows do not end after 10 pages of " + limit);
    }

    @Test
    default void momentOfAnotherClockIsOverdueAndItsMessageWaits() {
        append(CHAT, "m1");
        append(OTHER_CHAT, "m2");
        store().apply(
                        StoreFixture.step(
                                CHAT,
                                (situation, now) -> {
                                    var row = situation.conversation().orElseThrow();
                                    var ahead = now.plus(Duration.ofDays(1));
                                    return Decision.of(
                                            ahead,
                                            new Change.SaveConversation(
                                                    row.withDueAt(ahead)
                                                            .withTimeline(
                                                                    row.timeline()
                                                                            .waitingSince(ahead))
                                                            .nextVersion()));
                                }));

        assertThat(overdue()).containsExactly(CHAT);
        assertThat(store().waiting(null, now(), 10))
                .extracting(Conversation::id)
                .as("nobody knows since when, so it comes first")
                .containsExactly(CHAT, OTHER_CHAT);
        assertThat(store().waiting("acme", now().minusSeconds(60), 10))
                .extracting(Conversation::id)
                .containsExactly(CHAT);
        assertThat(store().waiting("globex", now(), 10)).isEmpty();

        advance(Samples.GRACE);
        assertThat(overdue()).containsExactlyInAnyOrder(CHAT, OTHER_CHAT);
        assertThat(pages(Share.ALL, 1)).containsExactlyInAnyOrder(CHAT, OTHER_CHAT);
    }

    @Test
    default void answeredConversationIsNeverOverdue() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(Duration.ofDays(30));

        assertThat(overdue()).isEmpty();
    }

    @Test
    default void traceTellsWhatBecameOfAMessage() {
        append(CHAT, "m1");
        var reply = answer(CHAT).reply();
        append(CHAT, "m2");

        assertThat(store().trace("acme", "m1"))
                .containsExactly(
                        new MessageTrace(
                                row(CHAT),
                                store().messages(CHAT, 0, 1).getFirst(),
                                store().dispositions(CHAT, 1).getFirst(),
                                reply));
        assertThat(store().trace("acme", "m2"))
                .containsExactly(
                        new MessageTrace(
                                row(CHAT), store().messages(CHAT, 2, 1).getFirst(), null, null));
    }

    @Test
    default void traceOfAHumanOwnedMessageHasNoReply() {
        append(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));

        var trace = store().trace("acme", "m1").getFirst();

        assertThat(trace.disposition()).isNotNull();
        assertThat(trace.reply()).isNull();
    }

    @Test
    default void ownRepliesHaveNoDisposition() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        answer(CHAT);

        var trace = store().trace("acme", Turn.id(CHAT, 1)).getFirst();

        assertThat(trace.message().role()).isEqualTo(Message.Role.ASSISTANT);
        assertThat(trace.disposition()).as("2 lies within (1, 3]").isNull();
    }

    @Test
    default void messageIdUsedInTwoConversationsIsTracedInBoth() {
        append(OTHER_CHAT, "m1");
        store().apply(sameIdOfAnotherAccount());
        answer(CHAT);

        var traces = store().trace("acme", "m1");

        assertThat(traces)
                .extracting(trace -> trace.conversation().id())
                .containsExactly(CHAT, OTHER_CHAT);
        assertThat(traces.getFirst().reply()).isNotNull();
        assertThat(traces.getLast().disposition()).isNull();
    }

    @Test
    default void messageIdOfManyConversationsIsTracedInSomeOrInTheOneThatIsNamed() {
        int more = ConversationStore.MOST_TRACES + 5;
        for (int i = 0; i < more; i++) {
            var id = new ConversationId("acme", "c" + (100 + i));
            var sample = Samples.append(id, "m1");
            store().apply(
                            new Append(
                                    id,
                                    sample.channel(),
                                    new MessageKey("acme", "main", id + "/m1"),
                                    "m1",
                                    sample.author(),
                                    sample.text(),
                                    null,
                                    Samples.GRACE));
        }

        assertThat(store().trace("acme", "m1"))
                .hasSize(ConversationStore.MOST_TRACES)
                .extracting(trace -> trace.conversation().id().conversation())
                .isSorted()
                .startsWith("c100");
        var last = new ConversationId("acme", "c" + (99 + more));
        assertThat(store().trace(last, "m1"))
                .extracting(trace -> trace.conversation().id())
                .containsExactly(last);
        assertThat(store().trace(last, "m2")).isEmpty();
        assertThat(store().trace(CHAT, "m1")).isEmpty();
    }

    private static Append sameIdOfAnotherAccount() {
        var sample = Samples.append(CHAT, "m1");
        return new Append(
                CHAT,
                sample.channel(),
                new MessageKey("acme", "second", "m1"),
                "m1",
                sample.author(),
                sample.text(),
                null,
                sample.grace());
    }

    private static List<String> ids(List<Conversation> rows) {
        return rows.stream().map(row -> row.id().conversation()).toList();
    }
}
