package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Entitle;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.StartSending;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Step 9 and what happens to conversations that have fallen silent. */
interface AfterwardsContract extends StoreFixture {
    Duration IDLE = Duration.ofHours(1);

    @Test
    default void resolutionSaysHowItCameToBe() {
        append(CHAT, "m1");
        answer(CHAT);

        store().apply(Samples.resolve(CHAT, 1));

        assertThat(row(CHAT).closure()).isEqualTo(Samples.CLOSURE);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void takeoverOfAnEndedConversationTakesItsEndBack() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));

        store().apply(Samples.takeOver(CHAT));

        Invariants.check(store(), CHAT);
    }

    @Test
    default void escalationGivesTheConversationToAPersonAndSaysSo() {
        append(CHAT, "m1");
        answer(CHAT);

        var escalated = (Escalate.Outcome.Escalated) store().apply(Samples.escalate(CHAT, 1));

        var reply = escalated.reply();
        assertThat(reply.turn()).isEqualTo(2);
        assertThat(reply.outSeq()).isEqualTo(2);
        assertThat(reply.from()).isEqualTo(reply.through()).isEqualTo(1);
        assertThat(reply.delivery()).isEqualTo(DeliveryState.BORN_SENT);
        assertThat(store().replies(CHAT, 1, 10)).containsExactly(reply);
        assertThat(row(CHAT)).isEqualTo(escalated.row());
        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(row(CHAT).dueAt()).isNull();
        append(CHAT, "m2");
        assertThat(row(CHAT).needsProcessing()).isFalse();
        Invariants.check(store(), CHAT);
    }

    @Test
    default void escalationIsDoneOnceForATurnAndFoundAgain() {
        append(CHAT, "m1");
        answer(CHAT);
        var reply = ((Escalate.Outcome.Escalated) store().apply(Samples.escalate(CHAT, 1))).reply();
        store().apply(new GiveBack(CHAT));
        var before = row(CHAT);

        assertThat(store().apply(Samples.escalate(CHAT, 1)))
                .isEqualTo(new Escalate.Outcome.DoneBefore(before, reply));
        assertThat(row(CHAT)).isEqualTo(before);
    }

    @Test
    default void escalationYieldsToWhateverCameMeanwhile() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        assertNotEscalated(1);
        var second = begin(CHAT).turn();
        assertNotEscalated(1);
        store().apply(Samples.commit(CHAT, second.fence()));
        assertNotEscalated(1);
        store().apply(Samples.takeOver(CHAT));
        assertNotEscalated(2);
        store().apply(new GiveBack(CHAT));
        assertNotEscalated(2);
    }

    @Test
    default void turnAfterANoticeHasTheNextNumber() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.escalate(CHAT, 1));
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m2");

        assertThat(answer(CHAT).reply().turn()).isEqualTo(3);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void planOfANoticesTurnIsOver() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.escalate(CHAT, 1));

        assertThat(store().apply(Samples.begin(CHAT, 2, 1))).isInstanceOf(Begin.Outcome.Over.class);
    }

    @Test
    default void reminderComesAfterTheSilenceAndIsNoActivity() {
        append(CHAT, "m1");
        answer(CHAT);
        var answered = row(CHAT).timeline();

        assertThat(store().apply(Samples.remind(CHAT, IDLE)))
                .isEqualTo(new Remind.Outcome.NotYet(answered.lastActivityAt().plus(IDLE)));
        advance(IDLE);
        var reminded = (Remind.Outcome.Reminded) store().apply(Samples.remind(CHAT, IDLE));

        assertThat(row(CHAT)).isEqualTo(reminded.row());
        assertThat(row(CHAT).timeline()).isEqualTo(answered);
        assertThat(row(CHAT).status()).isEqualTo(Status.OPEN);
        assertThat(reminded.reply().kind()).isEqualTo(Reply.Kind.REMINDER);
        assertThat(reminded.reply().turn()).isEqualTo(2);
        assertThat(store().messages(CHAT, 2, 10))
                .extracting(Message::role)
                .containsExactly(Message.Role.ASSISTANT);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void reminderComesOnceInATimeOfSilence() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        var reply = ((Remind.Outcome.Reminded) store().apply(Samples.remind(CHAT, IDLE))).reply();
        var before = row(CHAT);

        assertThat(store().apply(Samples.remind(CHAT, IDLE)))
                .isEqualTo(new Remind.Outcome.DoneBefore(before, reply));
        assertThat(row(CHAT)).isEqualTo(before);

        append(CHAT, "m2");
        answer(CHAT);
        advance(IDLE);
        assertThat(store().apply(Samples.remind(CHAT, IDLE)))
                .isInstanceOf(Remind.Outcome.Reminded.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void reminderYieldsToACustomerWhoComesBack() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        append(CHAT, "m2");
        assertNotReminded();
        begin(CHAT);
        assertNotReminded();
    }

    @Test
    default void reminderIsForConversationsOfOursOnly() {
        assertThat(store().apply(Samples.remind(CHAT, IDLE)))
                .isInstanceOf(Remind.Outcome.NotNow.class);
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        store().apply(Samples.takeOver(CHAT));
        assertNotReminded();
        store().apply(Samples.humanReply(CHAT, "h1"));
        store().apply(new GiveBack(CHAT));
        advance(IDLE);
        assertNotReminded();
    }

    @Test
    default void reminderDoesNotFollowAnEnder() {
        append(CHAT, "m1");
        var fence = begin(CHAT).turn().fence();
        store().apply(new Commit(CHAT, fence, withEnder(), Samples.GRACE));
        advance(IDLE);

        assertNotReminded();
    }

    @Test
    default void reminderStaysInsideTheChannelsWindow() {
        append(CHAT, "m1");
        advance(Duration.ofMinutes(10));
        answer(CHAT);
        advance(IDLE);
        var draft = Samples.remind(CHAT, IDLE).draft();
        var elapsed = IDLE.plusMinutes(10);

        assertThat(store().apply(new Remind(CHAT, IDLE, elapsed, draft, Samples.GRACE)))
                .isInstanceOf(Remind.Outcome.NotNow.class);
        assertThat(
                        store().apply(
                                        new Remind(
                                                CHAT,
                                                IDLE,
                                                elapsed.plusMillis(1),
                                                draft,
                                                Samples.GRACE)))
                .isInstanceOf(Remind.Outcome.Reminded.class);
    }

    @Test
    default void reminderWaitsForItsWords() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        var before = row(CHAT);

        assertThat(store().apply(new Remind(CHAT, IDLE, null, null, Samples.GRACE)))
                .isInstanceOf(Remind.Outcome.Due.class);
        assertThat(row(CHAT)).isEqualTo(before);
    }

    @Test
    default void reminderThatIsPushedWaitsForItsDeliveryAndFollowsOneThatArrived() {
        var answer = pushedReply(CHAT, "m1");
        advance(IDLE);
        assertNotReminded();
        deliver();

        var reminded = (Remind.Outcome.Reminded) store().apply(Samples.remind(CHAT, IDLE));

        assertThat(reminded.reply().delivery()).isEqualTo(DeliveryState.PENDING);
        assertThat(reminded.reply().outSeq()).isEqualTo(answer.outSeq() + 1);
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(Samples.GRACE));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void silentConversationIsClosedWithASystemMessage() {
        append(CHAT, "m1");
        answer(CHAT);
        var activity = row(CHAT).timeline().lastActivityAt();
        assertThat(store().apply(Samples.closeIdle(CHAT, IDLE)))
                .isEqualTo(new CloseIdle.Outcome.NotYet(activity.plus(IDLE)));
        advance(IDLE);

        var closed = (CloseIdle.Outcome.Closed) store().apply(Samples.closeIdle(CHAT, IDLE));

        assertThat(row(CHAT)).isEqualTo(closed.row());
        assertThat(row(CHAT).status()).isEqualTo(Status.CLOSED);
        assertThat(row(CHAT).closure()).isEqualTo(new Closure(Closure.INACTIVITY, 1, ""));
        assertThat(row(CHAT).timeline().endedAt()).isEqualTo(now());
        assertThat(row(CHAT).timeline().lastActivityAt()).isEqualTo(activity);
        assertThat(store().messages(CHAT, 2, 10))
                .extracting(Message::role)
                .containsExactly(Message.Role.SYSTEM);
        assertThat(closed.reply().kind()).isEqualTo(Reply.Kind.CLOSING);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void silenceGoesOnOverAReminder() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        store().apply(Samples.remind(CHAT, IDLE));
        advance(IDLE);

        assertThat(store().apply(Samples.closeIdle(CHAT, IDLE.multipliedBy(2))))
                .isInstanceOf(CloseIdle.Outcome.Closed.class);
    }

    @Test
    default void conversationIsClosedOnceAndReopensLikeAnyOther() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        var reply =
                ((CloseIdle.Outcome.Closed) store().apply(Samples.closeIdle(CHAT, IDLE))).reply();
        var before = row(CHAT);

        assertThat(store().apply(Samples.closeIdle(CHAT, IDLE)))
                .isEqualTo(new CloseIdle.Outcome.DoneBefore(before, reply));
        assertThat(row(CHAT)).isEqualTo(before);

        assertThat(append(CHAT, "m2").reopened()).isTrue();
        assertThat(row(CHAT).closure()).isNull();
        assertThat(answer(CHAT).reply().turn()).isEqualTo(3);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void closingYieldsToACustomerWhoComesBackAndToAPerson() {
        append(CHAT, "m1");
        answer(CHAT);
        advance(IDLE);
        append(CHAT, "m2");
        assertNotClosed();
        begin(CHAT);
        assertNotClosed();
        store().apply(Samples.takeOver(CHAT));
        assertNotClosed();
    }

    @Test
    default void closingThatTheChannelWouldRefuseIsKeptAndNotSent() {
        pushedReply(CHAT, "m1");
        deliver();
        advance(IDLE);
        var notice = Samples.closeIdle(CHAT, IDLE).notice();

        var closed =
                (CloseIdle.Outcome.Closed)
                        store().apply(new CloseIdle(CHAT, IDLE, IDLE, notice, Samples.GRACE));

        assertThat(closed.reply().delivery().phase()).isEqualTo(DeliveryState.Phase.CANCELLED);
        assertThat(store().replies(CHAT, 1, 10)).containsExactly(closed.reply());
        assertThat(row(CHAT).dueAt()).isNull();
        Invariants.check(store(), CHAT);
    }

    @Test
    default void closingWaitsBehindAReplyThatStillWaits() {
        pushedReply(CHAT, "m1");
        advance(IDLE);
        var notice = Samples.closeIdle(CHAT, IDLE).notice();

        store().apply(new CloseIdle(CHAT, IDLE, IDLE, notice, Samples.GRACE));

        assertThat(row(CHAT).dueAt()).isNotNull();
        deliver();
        assertThat(store().apply(Samples.startSending(CHAT)))
                .isInstanceOf(StartSending.Outcome.Send.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void titleIsGivenOnceForATurnAndOccasion() {
        append(CHAT, "m1");
        answer(CHAT);
        assertThat(entitle(Entitle.Occasion.SECOND_MESSAGE, null))
                .isEqualTo(new Entitle.Outcome.Wanted(row(CHAT)));

        entitle(Entitle.Occasion.SECOND_MESSAGE, "Damaged parcel refund");

        var before = row(CHAT);
        assertThat(before.profile().title()).isEqualTo("Damaged parcel refund");
        assertThat(entitle(Entitle.Occasion.SECOND_MESSAGE, "Something else"))
                .isEqualTo(new Entitle.Outcome.DoneBefore(before, "Damaged parcel refund"));
        assertThat(row(CHAT)).isEqualTo(before);
    }

    @Test
    default void onlyARequestReplacesATitleThatSaysSomething() {
        append(CHAT, "m1");
        answer(CHAT);
        entitle(Entitle.Occasion.SECOND_MESSAGE, "Damaged parcel refund");

        assertThat(entitle(Entitle.Occasion.CLOSING, "Something else"))
                .isEqualTo(new Entitle.Outcome.Kept("Damaged parcel refund"));
        assertThat(entitle(Entitle.Occasion.REQUEST, "Refund of a parcel"))
                .isInstanceOf(Entitle.Outcome.Entitled.class);
        assertThat(row(CHAT).profile().title()).isEqualTo("Refund of a parcel");
    }

    @Test
    default void placeholderGivesWayAtTheEnd() {
        append(CHAT, "m1");
        answer(CHAT);
        entitle(Entitle.Occasion.SECOND_MESSAGE, "New conversation");

        entitle(Entitle.Occasion.CLOSING, "Damaged parcel refund");

        assertThat(row(CHAT).profile().title()).isEqualTo("Damaged parcel refund");
    }

    @Test
    default void conversationWithoutAMessageGetsNoTitle() {
        store().apply(
                        StoreFixture.step(
                                CHAT,
                                (_, now) ->
                                        Decision.of(
                                                "emptied",
                                                new Change.SaveConversation(
                                                        Conversation.starting(
                                                                        CHAT, Samples.PULLED, now)
                                                                .nextVersion()))));

        assertThat(entitle(Entitle.Occasion.REQUEST, "Damaged parcel refund"))
                .isEqualTo(new Entitle.Outcome.NotFound());
        assertThat(row(CHAT).profile().title()).isNull();
    }

    @Test
    default void titleLeavesAnOpenTurnAlone() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        var turn = begin(CHAT).turn();

        entitle(Entitle.Occasion.SECOND_MESSAGE, "Damaged parcel refund");

        assertThat(row(CHAT).turn()).isEqualTo(turn);
        assertThat(store().apply(Samples.commit(CHAT, turn.fence())))
                .isInstanceOf(Commit.Outcome.Committed.class);
        assertThat(store().apply(new Entitle(OTHER_CHAT, 1, Entitle.Occasion.REQUEST, "x")))
                .isEqualTo(new Entitle.Outcome.NotFound());
    }

    private Entitle.Outcome entitle(Entitle.Occasion occasion, @Nullable String title) {
        return store().apply(new Entitle(CHAT, 1, occasion, title));
    }

    private void deliver() {
        var send = (StartSending.Outcome.Send) store().apply(Samples.startSending(CHAT));
        store().apply(Samples.settle(CHAT, send.reply(), new SettleSending.Result.Sent(null)));
    }

    private static ReplyDraft withEnder() {
        var answer = Samples.answer("Glad to help. Is there anything else?");
        var metadata = answer.metadata();
        return new ReplyDraft(
                answer.kind(),
                answer.author(),
                answer.text(),
                metadata.with(metadata.facts().withAsksWhetherDone(true)));
    }

    private void assertNotEscalated(long turn) {
        var before = row(CHAT);
        assertThat(store().apply(Samples.escalate(CHAT, turn)))
                .isInstanceOf(Escalate.Outcome.NotNow.class);
        assertThat(row(CHAT)).isEqualTo(before);
    }

    private void assertNotReminded() {
        var before = row(CHAT);
        assertThat(store().apply(Samples.remind(CHAT, IDLE)))
                .isInstanceOf(Remind.Outcome.NotNow.class);
        assertThat(row(CHAT)).isEqualTo(before);
    }

    private void assertNotClosed() {
        var before = row(CHAT);
        assertThat(store().apply(Samples.closeIdle(CHAT, IDLE)))
                .isInstanceOf(CloseIdle.Outcome.NotNow.class);
        assertThat(row(CHAT)).isEqualTo(before);
    }
}
