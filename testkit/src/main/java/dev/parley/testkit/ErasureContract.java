package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
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
}
