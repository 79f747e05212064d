package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.HumanReply;
import dev.parley.conversation.turn.Settle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Step 1. */
interface AppendContract extends StoreFixture {
    @Test
    default void firstMessageOpensTheConversation() {
        var appended = append(CHAT, "m1");

        assertThat(appended.opened()).isTrue();
        assertThat(appended.reopened()).isFalse();
        assertThat(appended.seq()).isEqualTo(1);
        assertThat(appended.row().status()).isEqualTo(Status.NEW);
        assertThat(appended.row().version()).isEqualTo(1);
        assertThat(appended.row().dueAt()).isEqualTo(now().plus(Samples.GRACE));
        assertThat(row(CHAT)).isEqualTo(appended.row());
    }

    @Test
    default void messagesAreNumberedInTheOrderTheyAreStored() {
        append(CHAT, "m1");
        append(CHAT, "m2");
        append(CHAT, "m3");

        assertThat(store().messages(CHAT, 0, 10))
                .extracting(Message::seq, Message::id)
                .containsExactly(tuple(1, "m1"), tuple(2, "m2"), tuple(3, "m3"));
        assertThat(row(CHAT).progress().lastInboundSeq()).isEqualTo(3);
    }

    @Test
    default void storedMessageIsWhatWasAppended() {
        var author = new Participant("u-7", null, List.of("admin", "customer"));
        var sentAt = Instant.parse("2025-12-31T23:59:59.123Z");
        store().apply(
                        new Append(
                                CHAT,
                                Samples.PULLED,
                                new MessageKey("acme", "main", "p-1"),
                                "m1",
                                author,
                                "größer 😀\n\"quoted\"",
                                sentAt,
                                Samples.GRACE));

        assertThat(store().messages(CHAT, 0, 10))
                .containsExactly(
                        new Message(
                                1,
                                "m1",
                                Message.Role.USER,
                                author,
                                "größer 😀\n\"quoted\"",
                                sentAt,
                                now()));
        assertThat(row(CHAT).profile().participants()).containsExactly(author);
    }

    @Test
    default void redeliveredMessageIsKnown() {
        append(CHAT, "m1");
        var before = append(CHAT, "m2").row();

        assertThat(store().apply(Samples.append(CHAT, "m1")))
                .isEqualTo(new Append.Outcome.Known(CHAT, 1));
        assertThat(row(CHAT)).isEqualTo(before);
        assertThat(store().messages(CHAT, 0, 10)).hasSize(2);
    }

    @Test
    default void redeliveryThatNamesAnotherConversationOpensNone() {
        append(CHAT, "m1");

        assertThat(store().apply(Samples.append(OTHER_CHAT, "m1")))
                .isEqualTo(new Append.Outcome.Known(CHAT, 1));
        assertThat(store().find(OTHER_CHAT)).isEmpty();
        assertThat(store().messages(OTHER_CHAT, 0, 10)).isEmpty();
    }

    @Test
    default void customerAndPersonMayUseOneIdInOneConversation() {
        append(CHAT, "1");
        store().apply(Samples.takeOver(CHAT));

        assertThat(store().apply(Samples.humanReply(CHAT, "1")))
                .isInstanceOf(HumanReply.Outcome.Stored.class);
        store().apply(Samples.humanReply(CHAT, "2"));
        store().apply(new GiveBack(CHAT));
        assertThat(append(CHAT, "2").seq()).isEqualTo(4);

        assertThat(store().apply(Samples.humanReply(CHAT, "1")))
                .isEqualTo(new HumanReply.Outcome.Known(2));
        assertThat(store().apply(Samples.append(CHAT, "2")))
                .isEqualTo(new Append.Outcome.Known(CHAT, 4));
        assertThat(store().trace("acme", "2"))
                .extracting(trace -> trace.message().role(), trace -> trace.message().seq())
                .containsExactly(
                        Tuple.tuple(Message.Role.HUMAN_AGENT, 3L),
                        Tuple.tuple(Message.Role.USER, 4L));
    }

    @Test
    default void sameKeyOfAnotherAccountIsAnotherMessage() {
        append(CHAT, "m1");

        var appended =
                store().apply(
                                new Append(
                                        OTHER_CHAT,
                                        Samples.PULLED,
                                        new MessageKey("acme", "second", "m1"),
                                        "m1",
                                        Samples.CUSTOMER,
                                        "hello",
                                        null,
                                        Samples.GRACE));

        assertThat(appended).isInstanceOf(Append.Outcome.Appended.class);
    }

    @Test
    default void keyOfAnotherOrganizationIsRefused() {
        var step =
                new Append(
                        CHAT,
                        Samples.PULLED,
                        new MessageKey("globex", "main", "m1"),
                        "m1",
                        Samples.CUSTOMER,
                        "hello",
                        null,
                        Samples.GRACE);

        assertThatThrownBy(() -> store().apply(step))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acme/chat-1")
                .hasMessageContaining("globex");
        assertThat(store().find(CHAT)).isEmpty();
    }

    @Test
    default void messageAfterTheEndReopens() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));

        var appended = append(CHAT, "m2");

        assertThat(appended.reopened()).isTrue();
        assertThat(appended.opened()).isFalse();
        assertThat(row(CHAT).status()).isEqualTo(Status.OPEN);
        assertThat(row(CHAT).timeline().endedAt()).isNull();
        assertThat(row(CHAT).needsProcessing()).isTrue();
    }

    @Test
    default void messageWithinTheWindowReopensAndALaterOneIsTheSuccessors() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));
        var window = Duration.ofDays(2);
        advance(window);

        var ended = row(CHAT);
        assertThat(store().apply(Samples.append(CHAT, "m2", Settle.NONE, window)))
                .isEqualTo(new Append.Outcome.Over(CHAT.successor()));
        assertThat(row(CHAT)).isEqualTo(ended);
        assertThat(store().apply(Samples.append(CHAT, "m1", Settle.NONE, window)))
                .isEqualTo(new Append.Outcome.Known(CHAT, 1));
        assertThat(store().apply(Samples.append(CHAT, "m2", Settle.NONE, window.plusMillis(1))))
                .isInstanceOfSatisfying(
                        Append.Outcome.Appended.class,
                        appended -> assertThat(appended.reopened()).isTrue());
    }

    @Test
    default void messageOfHumanOwnedConversationIsThePersonsAtOnce() {
        append(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));

        var appended = append(CHAT, "m2");

        assertThat(appended.row().needsProcessing()).isFalse();
        assertThat(store().dispositions(CHAT, 10))
                .extracting(Disposition::from, Disposition::through, Disposition::kind)
                .containsExactly(
                        tuple(0, 1, Disposition.Kind.HUMAN), tuple(1, 2, Disposition.Kind.HUMAN));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void messageWhileATurnRunsLeavesTheTurnsDueMoment() {
        append(CHAT, "m1");
        var begun = begin(CHAT);

        advance(Duration.ofSeconds(1));
        append(CHAT, "m2");

        assertThat(row(CHAT).dueAt()).isEqualTo(begun.turn().leaseUntil());
        assertThat(row(CHAT).turn()).isEqualTo(begun.turn());
        Invariants.check(store(), CHAT);
    }

    private static Tuple tuple(long first, Object second) {
        return Tuple.tuple(first, second);
    }

    private static Tuple tuple(long first, long second, Object third) {
        return Tuple.tuple(first, second, third);
    }
}
