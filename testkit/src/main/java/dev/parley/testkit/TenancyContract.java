package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Message;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.StartSending;
import org.junit.jupiter.api.Test;

/** Two organizations with the same conversation ids, message ids and keys see only their own. */
interface TenancyContract extends StoreFixture {
    @Test
    default void sameKeyOfAnotherOrganizationIsAnotherMessage() {
        append(CHAT, "m1");

        var appended = append(SAME_CHAT_ELSEWHERE, "m1");

        assertThat(appended.opened()).isTrue();
        assertThat(appended.seq()).isEqualTo(1);
        assertThat(store().apply(Samples.append(SAME_CHAT_ELSEWHERE, "m1")))
                .isEqualTo(new Append.Outcome.Known(SAME_CHAT_ELSEWHERE, 1));
    }

    @Test
    default void readsSeeOnlyTheirOrganization() {
        append(CHAT, Samples.PUSHED, "m1");
        answer(CHAT);

        assertThat(store().find(SAME_CHAT_ELSEWHERE)).isEmpty();
        assertThat(store().messages(SAME_CHAT_ELSEWHERE, 0, 10)).isEmpty();
        assertThat(store().replies(SAME_CHAT_ELSEWHERE, 0, 10)).isEmpty();
        assertThat(store().dispositions(SAME_CHAT_ELSEWHERE, 10)).isEmpty();
        assertThat(store().trace("globex", "m1")).isEmpty();
        assertThat(store().trace("globex", Turn.id(CHAT, 1))).isEmpty();
        assertThat(store().list("globex", null, null, 10)).isEmpty();

        append(SAME_CHAT_ELSEWHERE, "m1");
        assertThat(store().list("globex", null, null, 10))
                .extracting(Conversation::id)
                .containsExactly(SAME_CHAT_ELSEWHERE);
        assertThat(store().trace("globex", "m1"))
                .extracting(trace -> trace.conversation().id())
                .containsExactly(SAME_CHAT_ELSEWHERE);
        assertThat(store().messages(SAME_CHAT_ELSEWHERE, 0, 10))
                .extracting(Message::id)
                .containsExactly("m1");
    }

    @Test
    default void stepsOfOneOrganizationLeaveTheOtherAlone() {
        append(CHAT, Samples.PUSHED, "m1");
        append(SAME_CHAT_ELSEWHERE, Samples.PUSHED, "m1");
        var fence = begin(CHAT).turn().fence();
        var elsewhere = row(SAME_CHAT_ELSEWHERE);

        assertThat(store().apply(Samples.commit(SAME_CHAT_ELSEWHERE, fence)))
                .isEqualTo(new Commit.Outcome.Fenced());
        store().apply(Samples.commit(CHAT, fence));
        store().apply(Samples.startSending(CHAT));
        store().apply(Samples.resolve(CHAT, 1));
        store().apply(Samples.takeOver(CHAT));

        assertThat(row(SAME_CHAT_ELSEWHERE)).isEqualTo(elsewhere);
        assertThat(store().replies(SAME_CHAT_ELSEWHERE, 0, 10)).isEmpty();
        assertThat(store().apply(Samples.startSending(SAME_CHAT_ELSEWHERE)))
                .isEqualTo(new StartSending.Outcome.NothingToSend());
    }

    @Test
    default void bothAreAnsweredEachFromItsOwnMessages() {
        append(CHAT, "ours");
        append(SAME_CHAT_ELSEWHERE, "theirs");

        assertThat(((Claim.Outcome.Claimed) store().apply(Samples.claim(CHAT, 1))).unanswered())
                .extracting(Message::id)
                .containsExactly("ours");
        assertThat(begin(SAME_CHAT_ELSEWHERE).messages())
                .extracting(Message::id)
                .containsExactly("theirs");
    }

    @Test
    default void doneStepsAreCountedByOrganization() {
        append(CHAT, "m1");
        answer(CHAT);
        append(SAME_CHAT_ELSEWHERE, "m1");
        answer(SAME_CHAT_ELSEWHERE);

        assertThat(store().apply(Samples.resolve(CHAT, 1)))
                .isInstanceOf(Resolve.Outcome.Resolved.class);
        assertThat(store().apply(Samples.resolve(SAME_CHAT_ELSEWHERE, 1)))
                .isInstanceOf(Resolve.Outcome.Resolved.class);
    }
}
