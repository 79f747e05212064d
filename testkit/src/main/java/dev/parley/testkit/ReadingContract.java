package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Decision;
import java.time.Duration;
import java.util.List;
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
        assertThat(store().overdue(10)).isEmpty();
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
    default void overdueConversationsComeLongestOverdueFirst() {
        append(OTHER_CHAT, "m1");
        advance(Duration.ofSeconds(1));
        append(CHAT, "m2");
        advance(Duration.ofSeconds(1));
        append(SAME_CHAT_ELSEWHERE, "m3");

        advance(Samples.GRACE.minusMillis(1).minusSeconds(1));
        assertThat(store().overdue(10)).containsExactly(row(OTHER_CHAT));
        advance(Duration.ofMillis(1));
        assertThat(store().overdue(10)).containsExactly(row(OTHER_CHAT), row(CHAT));
        advance(Duration.ofSeconds(10));
        assertThat(store().overdue(10))
                .containsExactly(row(OTHER_CHAT), row(CHAT), row(SAME_CHAT_ELSEWHERE));
        assertThat(store().overdue(1)).containsExactly(row(OTHER_CHAT));
    }

    @Test
    default void answeredConversationIsNeverOverdue() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(Duration.ofDays(30));

        assertThat(store().overdue(10)).isEmpty();
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
