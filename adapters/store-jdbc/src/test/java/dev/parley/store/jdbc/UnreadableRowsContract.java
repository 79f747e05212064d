package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Share;
import dev.parley.conversation.Status;
import dev.parley.conversation.UnreadableRowException;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that a newer build wrote, or that is broken, hurts nobody else. */
abstract class UnreadableRowsContract {
    private static final ConversationId NEWER = new ConversationId("acme", "a-newer");
    private static final ConversationId CHAT = new ConversationId("acme", "chat");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    abstract JdbcConversationStore store();

    /** A session beside the store's. */
    abstract Session session();

    /** Goes on until what was appended is overdue. */
    abstract void pass(Duration duration);

    @BeforeEach
    void fill() {
        store().apply(Samples.append(NEWER, "m1"));
        store().apply(Samples.append(CHAT, "m1x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'SNOOZED'",
                "owner = 'COMMITTEE'",
                "delivery = 'PIGEON'",
                "turn_phase = 'PAUSED'",
                "participants = '{'",
                "closure = 'null and void'"
            })
    void listsLeaveItOutAndItAloneFails(String change) {
        pass(Duration.ofHours(1));
        run("UPDATE conversations SET %s WHERE conversation = 'a-newer'".formatted(change));

        assertThat(store().overdue(Share.ALL, Duration.ofHours(1), null, 10).entries())
                .as("the sweep reads no rows, and nothing of it can stop it")
                .extracting(Overdue.Entry::conversation)
                .contains(CHAT);
        assertThat(ids(store().waiting(null, LATER, 10))).containsExactly(CHAT);
        assertThat(ids(store().waiting("acme", LATER, 1))).containsExactly(CHAT);
        assertThat(ids(store().list("acme", null, null, 1))).containsExactly(CHAT);
        assertThat(ids(store().list("acme", Status.NEW, null, 10))).containsExactly(CHAT);
        assertThat(store().trace("acme", "m1")).isEmpty();
        assertThat(store().database().unreadable().count()).isPositive();

        assertThatThrownBy(() -> store().find(NEWER)).isInstanceOf(UnreadableRowException.class);
        assertThatThrownBy(() -> store().apply(Samples.append(NEWER, "m2")))
                .isInstanceOf(UnreadableRowException.class);
        assertThat(store().find(CHAT)).isPresent();
    }

    @Test
    void batchGoesOnWithoutIt() {
        run("UPDATE conversations SET status = 'SNOOZED' WHERE conversation = 'a-newer'");
        var others = List.of("b1", "b2", "b3");
        var newer = new Operation<>(Samples.append(NEWER, "m2"));
        var all = new ArrayList<Operation<Append.Outcome>>();
        all.add(newer);
        others.forEach(other ->
                all.add(new Operation<>(Samples.append(new ConversationId("acme", other), other))));
        all.add(new Operation<>(Samples.append(CHAT, "m2")));

        try (var writing = new WritingSession(session(), StoreClock.of(Instant::now))) {
            writing.runTogether(List.copyOf(all));
        }
        all.forEach(Operation::committed);

        assertThatThrownBy(() -> newer.answer().await(Duration.ofSeconds(1)))
                .isInstanceOf(UnreadableRowException.class);
        assertThat(all.subList(1, all.size()))
                .allSatisfy(operation ->
                        assertThat(operation.answer().await(Duration.ofSeconds(1)))
                                .isInstanceOf(Append.Outcome.Appended.class));
        assertThat(store().messages(CHAT, 0, 10)).hasSize(2);
        assertThat(store().messages(NEWER, 0, 10)).hasSize(1);
    }

    @Test
    void letterThatCannotBeReadIsLeftOut() {
        var letters = new JdbcDeadLetters(store().database());
        var newer = letter(1);
        letters.keep(newer);
        letters.keep(letter(2));
        run("UPDATE dead_letters SET state = 'SHELVED' WHERE id = '%s'".formatted(newer.id()));

        assertThat(letters.list(DeadLetterQuery.of(null, 1)))
                .extracting(DeadLetter::id)
                .containsExactly(letter(2).id());
        assertThat(letters.keep(newer)).as("it is there").isFalse();
        assertThatThrownBy(() -> letters.find(null, newer.id()))
                .isInstanceOf(UnreadableRowException.class);
    }

    private static DeadLetter letter(long offset) {
        var at = Instant.ofEpochMilli(1_000 + offset);
        return DeadLetter.open(
                null,
                null,
                "planner",
                "no Avro at all",
                at,
                new GivenUpRecord("parley.inbound", 1, offset, at, null, null, List.of()));
    }

    private static List<ConversationId> ids(List<Conversation> rows) {
        return rows.stream().map(Conversation::id).toList();
    }

    private void run(String sql) {
        try (var session = session()) {
            session.runOnce(sql);
        }
    }
}
