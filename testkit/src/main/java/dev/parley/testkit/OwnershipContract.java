package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.HumanReply;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.TakeOver;
import org.junit.jupiter.api.Test;

/** Steps 9 and 10. */
interface OwnershipContract extends StoreFixture {
    @Test
    default void resolutionEndsAnAnsweredConversation() {
        append(CHAT, "m1");
        answer(CHAT);

        var resolved = (Resolve.Outcome.Resolved) store().apply(Samples.resolve(CHAT, 1));

        assertThat(row(CHAT)).isEqualTo(resolved.row());
        assertThat(row(CHAT).status()).isEqualTo(Status.RESOLVED);
        assertThat(row(CHAT).timeline().endedAt()).isEqualTo(now());
    }

    @Test
    default void resolutionYieldsToANewerMessage() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");

        assertNotResolved(1);
    }

    @Test
    default void resolutionYieldsToAnOpenTurnAndToANewerOne() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        var second = begin(CHAT).turn();
        assertNotResolved(1);

        store().apply(Samples.commit(CHAT, second.fence()));
        assertNotResolved(1);
    }

    @Test
    default void resolutionYieldsToAPerson() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.takeOver(CHAT));

        assertNotResolved(1);
        assertThat(store().apply(Samples.resolve(OTHER_CHAT, 1)))
                .isInstanceOf(Resolve.Outcome.NotNow.class);
    }

    @Test
    default void resolutionIsDoneOnceForATurn() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));
        store().apply(StoreFixture.step(CHAT, (situation, _) -> reopened(situation)));
        assertThat(row(CHAT).status()).isEqualTo(Status.OPEN);

        assertThat(store().apply(Samples.resolve(CHAT, 1)))
                .isEqualTo(new Resolve.Outcome.DoneBefore());
        assertThat(row(CHAT).status()).isEqualTo(Status.OPEN);
    }

    @Test
    default void resolutionYieldsToAnOwnerThatCameAndWent() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.takeOver(CHAT));
        store().apply(new GiveBack(CHAT));

        assertNotResolved(1);
    }

    @Test
    default void takeoverClosesTheTurnAndTakesWhatIsUnanswered() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        append(CHAT, "m2");

        var taken = (TakeOver.Outcome.TakenOver) store().apply(Samples.takeOver(CHAT));

        assertThat(row(CHAT)).isEqualTo(taken.row());
        assertThat(row(CHAT).ownership()).isEqualTo(new Ownership(Ownership.Owner.HUMAN, 1));
        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(row(CHAT).turn()).isNull();
        assertThat(row(CHAT).dueAt()).isNull();
        assertThat(store().dispositions(CHAT, 10))
                .containsExactly(
                        new Disposition(
                                0,
                                2,
                                Disposition.Kind.HUMAN,
                                null,
                                "taken over by operator-1",
                                now()));
        assertThat(store().apply(Samples.renew(CHAT, running.fence())))
                .isEqualTo(Renew.Outcome.LOST);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void commitAfterATakeoverIsFenced() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        store().apply(Samples.takeOver(CHAT));

        assertThat(store().apply(Samples.commit(CHAT, running.fence())))
                .isEqualTo(new Commit.Outcome.Fenced());
        assertThat(store().replies(CHAT, 0, 10)).isEmpty();
    }

    @Test
    default void commitAfterTakeoverReturnAndANewTurnIsFenced() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        store().apply(Samples.takeOver(CHAT));
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m2");
        begin(CHAT);

        assertThat(store().apply(Samples.commit(CHAT, running.fence())))
                .isEqualTo(new Commit.Outcome.Fenced());
        Invariants.check(store(), CHAT);
    }

    @Test
    default void secondTakeoverChangesNothing() {
        append(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));
        var row = row(CHAT);

        assertThat(store().apply(Samples.takeOver(CHAT)))
                .isEqualTo(new TakeOver.Outcome.AlreadyHuman(row));
        assertThat(row(CHAT)).isEqualTo(row);
    }

    @Test
    default void returnedConversationIsAnsweredFromTheNextMessageOn() {
        append(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));

        var back = (GiveBack.Outcome.GivenBack) store().apply(new GiveBack(CHAT));

        assertThat(back.row().ownership()).isEqualTo(new Ownership(Ownership.Owner.AI, 2));
        append(CHAT, "m2");
        assertThat(answer(CHAT).reply().from()).isEqualTo(1);
        assertThat(store().apply(new GiveBack(CHAT)))
                .isEqualTo(new GiveBack.Outcome.AlreadyOurs(row(CHAT)));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void handedOverConversationCanBeGivenBackWithoutATakeover() {
        append(CHAT, "m1");
        store().apply(Samples.handOver(CHAT, begin(CHAT).turn().fence()));

        store().apply(new GiveBack(CHAT));

        append(CHAT, "m2");
        assertThat(claim(CHAT).turn().number()).isEqualTo(2);
    }

    @Test
    default void personsMessageIsStoredOnceAndWantsNoAnswer() {
        append(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));

        var stored = (HumanReply.Outcome.Stored) store().apply(Samples.humanReply(CHAT, "h1"));
        var again = store().apply(Samples.humanReply(CHAT, "h1"));

        assertThat(row(CHAT)).isEqualTo(stored.row());
        assertThat(again).isEqualTo(new HumanReply.Outcome.Known(stored.seq()));
        assertThat(row(CHAT).needsProcessing()).isFalse();
        assertThat(store().messages(CHAT, 1, 10))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.seq()).isEqualTo(2);
                    assertThat(message.role()).isEqualTo(Message.Role.HUMAN_AGENT);
                    assertThat(message.author()).isEqualTo(Samples.AGENT);
                });
        Invariants.check(store(), CHAT);
    }

    @Test
    default void personsMessagesAreInTheContextOfTheTurnAfterTheReturn() {
        append(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));
        store().apply(Samples.humanReply(CHAT, "h1"));
        append(CHAT, "m2");
        store().apply(Samples.humanReply(CHAT, "h2"));
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m3");

        var begun = begin(CHAT);

        assertThat(begun.messages())
                .extracting(Message::id)
                .containsExactly("m1", "h1", "m2", "h2", "m3");
        assertThat(begun.turn().from()).isEqualTo(4);
        store().apply(Samples.commit(CHAT, begun.turn().fence()));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void personWritesOnlyInAConversationOfTheirs() {
        append(CHAT, "m1");
        var before = row(CHAT);

        assertThat(store().apply(Samples.humanReply(CHAT, "h1")))
                .isEqualTo(new HumanReply.Outcome.NotHuman(before));
        assertThat(row(CHAT)).isEqualTo(before);
        assertThat(store().apply(Samples.humanReply(OTHER_CHAT, "h1")))
                .isEqualTo(new HumanReply.Outcome.NotFound());
    }

    @Test
    default void personsMessageIsRefusedWhereNothingWouldCarryIt() {
        append(CHAT, Samples.PUSHED, "m1");
        store().apply(Samples.takeOver(CHAT));
        var before = row(CHAT);

        assertThat(store().apply(Samples.humanReply(CHAT, "h1")))
                .isEqualTo(new HumanReply.Outcome.Undeliverable(before));
        assertThat(store().messages(CHAT, 1, 10)).isEmpty();
    }

    @Test
    default void unknownConversationCannotChangeHands() {
        assertThat(store().apply(Samples.takeOver(CHAT)))
                .isEqualTo(new TakeOver.Outcome.NotFound());
        assertThat(store().apply(new GiveBack(CHAT))).isEqualTo(new GiveBack.Outcome.NotFound());
        assertThat(store().find(CHAT)).isEmpty();
    }

    private static Decision<Status> reopened(Situation situation) {
        var row = situation.conversation().orElseThrow();
        return Decision.of(
                Status.OPEN,
                new Change.SaveConversation(row.withStatus(Status.OPEN).nextVersion()));
    }

    private void assertNotResolved(long turn) {
        var before = row(CHAT);
        assertThat(store().apply(Samples.resolve(CHAT, turn)))
                .isInstanceOf(Resolve.Outcome.NotNow.class);
        assertThat(row(CHAT)).isEqualTo(before);
    }
}
