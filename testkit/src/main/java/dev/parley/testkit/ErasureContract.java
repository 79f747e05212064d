package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.CustomersConversation;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Profile;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.TakeOver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is erased is gone, stays gone, and lets nothing from before come back. */
interface ErasureContract extends StoreFixture {
    @Test
    default void erasedConversationKeepsItsRowAndNothingThatWasSaid() {
        append(CHAT, "m1");
        answer(CHAT);
        append(OTHER_CHAT, "m2");
        advance(Duration.ofDays(1));

        var erased = (Erase.Outcome.Erased) store().apply(new Erase(CHAT));

        assertThat(erased.messages()).isEqualTo(2);
        assertThat(erased.replies()).isEqualTo(1);
        assertThat(row(CHAT)).isEqualTo(erased.row());
        assertThat(erased.row().status()).isEqualTo(Status.ERASED);
        assertThat(erased.row().profile()).isEqualTo(Profile.INITIAL);
        assertThat(erased.row().closure()).isEqualTo(new Closure(Closure.ERASED, 1, ""));
        assertThat(erased.row().timeline().endedAt()).isEqualTo(now());
        assertThat(store().messages(CHAT, 0, 10)).isEmpty();
        assertThat(store().replies(CHAT, 0, 10)).isEmpty();
        assertThat(store().dispositions(CHAT, 10)).isEmpty();
        assertThat(store().trace(CHAT.organization(), "m1")).isEmpty();
        assertThat(store().messages(OTHER_CHAT, 0, 10)).hasSize(1);
        assertThat(store().apply(new Erase(CHAT)))
                .isEqualTo(new Erase.Outcome.ErasedBefore(erased.row()));
    }

    @Test
    default void redeliveryIsKnownAndANewMessageIsTheSuccessors() {
        append(CHAT, "m1");
        store().apply(new Erase(CHAT));

        assertThat(store().apply(Samples.append(CHAT, "m1")))
                .isEqualTo(new Append.Outcome.Known(CHAT, 1));
        assertThat(store().apply(Samples.append(OTHER_CHAT, "m1")))
                .isEqualTo(new Append.Outcome.Known(CHAT, 1));
        assertThat(store().apply(Samples.append(CHAT, "m2", Settle.NONE, null)))
                .isEqualTo(new Append.Outcome.Over(CHAT.successor()));
        assertThat(store().messages(CHAT, 0, 10)).isEmpty();
    }

    @Test
    default void workFromBeforeFindsNothingToDo() {
        append(CHAT, "m1");
        var begun = begin(CHAT);
        store().apply(new Erase(CHAT));

        assertThat(store().apply(Samples.commit(CHAT, begun.turn().fence())))
                .isEqualTo(new Commit.Outcome.Fenced());
        assertThat(store().apply(Samples.begin(CHAT, begun.turn())))
                .isInstanceOf(Begin.Outcome.Over.class);
        assertThat(store().apply(Samples.wakeup(CHAT))).isInstanceOf(Claim.Outcome.Idle.class);
        assertThat(store().apply(Samples.takeOver(CHAT)))
                .isEqualTo(new TakeOver.Outcome.NotFound());
        advance(Duration.ofDays(1));
        assertThat(overdue()).isEmpty();
        assertThat(store().replies(CHAT, 0, 10)).isEmpty();
    }

    @Test
    default void conversationsThatEndedAreFoundUntilTheyAreErased() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));
        append(OTHER_CHAT, "m2");
        var ended = now();
        advance(Duration.ofDays(2));

        var organization = CHAT.organization();
        assertThat(store().ended(organization, ended, 10)).isEmpty();
        assertThat(store().ended(organization, ended.plusMillis(1), 10))
                .extracting(Conversation::id)
                .containsExactly(CHAT);
        assertThat(store().ended("globex", now(), 10)).isEmpty();
        store().apply(new Erase(CHAT));
        assertThat(store().ended(organization, now().plusMillis(1), 10)).isEmpty();
    }

    @Test
    default void unknownConversationIsNotErased() {
        assertThat(store().apply(new Erase(CHAT))).isEqualTo(new Erase.Outcome.NotFound());
        assertThat(store().find(CHAT)).isEmpty();
    }

    @Test
    default void retentionKeepsAConversationToWhichSomebodyHasJustWritten() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));
        advance(Duration.ofDays(30));
        var before = now();
        assertThat(store().ended("acme", before, 10)).hasSize(1);
        append(CHAT, "m2");

        assertThat(store().apply(new Erase(CHAT, before)))
                .isEqualTo(new Erase.Outcome.Kept(row(CHAT)));
        assertThat(store().messages(CHAT, 0, 10)).hasSize(3);

        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 2));
        assertThat(store().apply(new Erase(CHAT, row(CHAT).timeline().endedAt())))
                .as("it has not ended before that moment")
                .isInstanceOf(Erase.Outcome.Kept.class);
        assertThat(store().apply(new Erase(CHAT, now().plusMillis(1))))
                .isInstanceOf(Erase.Outcome.Erased.class);
    }

    @Test
    default void erasureHidesAtOnceAndIsPurgedInSlices() {
        for (int i = 1; i <= 25; i++) {
            append(CHAT, "m" + i);
        }
        store().apply(Samples.takeOver(CHAT));
        append(OTHER_CHAT, "other");

        store().apply(new Erase(CHAT));

        assertThat(store().messages(CHAT, 0, 100)).isEmpty();
        assertThat(store().dispositions(CHAT, 100)).isEmpty();
        assertThat(store().trace("acme", "m25")).isEmpty();
        assertThat(store().unpurged(10)).containsExactly(CHAT);
        int slices = 1;
        while (store().purge(CHAT, 10)) {
            slices++;
            assertThat(store().apply(Samples.append(CHAT, "m25")))
                    .as("known before and after its slice")
                    .isEqualTo(new Append.Outcome.Known(CHAT, 25));
        }
        assertThat(slices).as("of at most 10").isBetween(3, 4);
        assertThat(store().unpurged(10)).isEmpty();
        assertThat(store().purge(CHAT, 10)).isFalse();
        assertThat(store().apply(Samples.append(CHAT, "m1")))
                .isEqualTo(new Append.Outcome.Known(CHAT, 1));
        assertThat(store().purge(OTHER_CHAT, 10)).as("it is not erased").isFalse();
        assertThat(store().messages(OTHER_CHAT, 0, 10)).hasSize(1);
    }

    @Test
    default void conversationsOfACustomerAreFoundAndSharedOnesToldApart() {
        store().apply(Samples.append(CHAT, "m1"));
        store().apply(by("ada", OTHER_CHAT, "m2"));
        store().apply(by("bob", OTHER_CHAT, "m3"));
        store().apply(by("ada", new ConversationId("acme", "chat-3"), "m4"));
        store().apply(by("ada", SAME_CHAT_ELSEWHERE, "m5"));

        assertThat(store().ofCustomer("acme", "ada", null, 10))
                .containsExactly(
                        new CustomersConversation(OTHER_CHAT, true),
                        new CustomersConversation(new ConversationId("acme", "chat-3"), false));
        assertThat(store().ofCustomer("acme", "ada", "chat-2", 1)).hasSize(1);
        assertThat(store().ofCustomer("acme", "ada", null, 1)).hasSize(1);
        assertThat(store().ofCustomer("acme", "eve", null, 10)).isEmpty();
    }

    private static Append by(String author, ConversationId id, String messageId) {
        return new Append(
                id,
                Samples.PULLED,
                new MessageKey(id.organization(), "main", messageId),
                messageId,
                new Participant(author, null, List.of()),
                "hello",
                null,
                Samples.GRACE);
    }
}
