package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step is written wholly or not at all, and takes no other step with it. */
interface AtomicityContract extends StoreFixture {
    @Test
    default void stepThatThrowsWhileDecidingLeavesNothing() {
        append(CHAT, "m1");
        var before = row(CHAT);

        assertThatThrownBy(() -> store().apply(throwing(CHAT, "no decision")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no decision");

        assertThat(row(CHAT)).isEqualTo(before);
        assertThat(append(CHAT, "m2").seq()).as("the store goes on").isEqualTo(2);
    }

    @Test
    default void secondReplyOfATurnRollsBackAllOfTheStep() {
        append(CHAT, "m1");
        var reply = answer(CHAT).reply();

        assertRollsBack(
                new Change.AddReply(
                        new Reply(
                                reply.turn(),
                                "second",
                                4,
                                2,
                                1,
                                3,
                                0,
                                reply.kind(),
                                "again",
                                reply.metadata(),
                                now(),
                                reply.delivery())));
    }

    @Test
    default void secondMessageWithAKeyRollsBackAllOfTheStep() {
        append(CHAT, "m1");

        assertRollsBack(
                new Change.AddMessage(message(8, "another id"), Samples.append(CHAT, "m1").key()));
    }

    @Test
    default void secondMessageAtAPositionRollsBackAllOfTheStep() {
        append(CHAT, "m1");

        assertRollsBack(new Change.AddMessage(message(1, "m9"), null));
    }

    @Test
    default void secondMarkerRollsBackAllOfTheStep() {
        append(CHAT, "m1");
        answer(CHAT);
        store().apply(Samples.resolve(CHAT, 1));

        assertRollsBack(new Change.MarkDone(1, Resolve.STEP));
    }

    @Test
    default void deliveryOfAMissingReplyRollsBackAllOfTheStep() {
        append(CHAT, "m1");

        assertRollsBack(new Change.UpdateDelivery(7, DeliveryState.PENDING));
    }

    @Test
    default void rowOfAnotherConversationRollsBackAllOfTheStep() {
        append(CHAT, "m1");

        assertRollsBack(
                new Change.SaveConversation(
                        Conversation.starting(OTHER_CHAT, Samples.PULLED, now()).nextVersion()));
        assertThat(store().find(OTHER_CHAT)).isEmpty();
    }

    @Test
    default void versionThatDoesNotFollowTheStoredOneIsRefused() {
        append(CHAT, "m1");
        var row = row(CHAT);

        for (var stale : List.of(row, row.nextVersion().nextVersion())) {
            var step =
                    StoreFixture.step(
                            CHAT,
                            (_, _) ->
                                    Decision.of(
                                            "saved",
                                            new Change.SaveConversation(
                                                    stale.withStatus(Status.CLOSED))));
            assertThatThrownBy(() -> store().apply(step)).isInstanceOf(RuntimeException.class);
        }
        assertThat(row(CHAT)).isEqualTo(row);
    }

    @Test
    default void firstVersionOfAnExistingRowIsRefused() {
        append(CHAT, "m1");
        var row = row(CHAT);
        var fresh = Conversation.starting(CHAT, Samples.PUSHED, now()).nextVersion();

        assertThatThrownBy(() ->
                        store().apply(
                                        StoreFixture.step(
                                                CHAT,
                                                (_, _) ->
                                                        Decision.of(
                                                                "saved",
                                                                new Change.SaveConversation(
                                                                        fresh)))))
                .isInstanceOf(RuntimeException.class);
        assertThat(row(CHAT)).isEqualTo(row);
    }

    @Test
    default void stepsTogetherGiveTheirOutcomesInOrder() {
        var steps = new ArrayList<Step<Append.Outcome>>();
        for (int i = 1; i <= 600; i++) {
            steps.add(Samples.append(i % 2 == 0 ? CHAT : OTHER_CHAT, "m" + (i - i % 3)));
        }

        var outcomes = store().applyAll(steps);

        assertThat(outcomes).hasSize(600);
        var together =
                outcomes.stream()
                        .filter(Append.Outcome.Appended.class::isInstance)
                        .map(Append.Outcome.Appended.class::cast)
                        .toList();
        assertThat(together).hasSize(201);
        for (int i = 0; i < steps.size(); i++) {
            if (outcomes.get(i) instanceof Append.Outcome.Appended appended) {
                assertThat(appended.row().id()).isEqualTo(steps.get(i).conversation());
            }
        }
        for (var id : List.of(CHAT, OTHER_CHAT)) {
            assertThat(together.stream().filter(one -> one.row().id().equals(id)))
                    .extracting(Append.Outcome.Appended::seq)
                    .isSorted();
        }
        assertThat(store().<Object>applyAll(List.of())).isEmpty();
    }

    @Test
    default void failingStepDoesNotUndoTheOthersOfItsBatch() {
        append(CHAT, "m1");
        var reply = answer(CHAT).reply();
        var steps =
                List.<Step<?>>of(
                        Samples.append(CHAT, "before"),
                        writing(CHAT, "second reply", new Change.AddReply(reply)),
                        throwing(CHAT, "no decision"),
                        Samples.append(OTHER_CHAT, "after"));

        assertThatThrownBy(() -> store().applyAll(unchecked(steps)))
                .isInstanceOf(RuntimeException.class);

        assertThat(store().trace("acme", "before")).hasSize(1);
        assertThat(store().trace("acme", "after")).hasSize(1);
        assertThat(store().replies(CHAT, 0, 10)).containsExactly(reply);
        assertThat(row(CHAT).profile().title()).isNull();
        Invariants.check(store(), CHAT);
        Invariants.check(store(), OTHER_CHAT);
    }

    @Test
    default void laterStepOfABatchSeesTheEarlierOnes() {
        var outcomes =
                store().applyAll(
                                unchecked(
                                        List.of(
                                                Samples.append(CHAT, "m1"),
                                                Samples.wakeup(CHAT),
                                                Samples.begin(CHAT, 1, 1))));

        assertThat(outcomes.getLast()).isInstanceOf(Begin.Outcome.Begun.class);
    }

    @Test
    default void storeTimeIsInWholeMillisecondsAndDoesNotGoBack() {
        advance(Duration.ofNanos(123_456));
        var first = store().apply(telling());
        advance(Duration.ofMillis(-500));
        var second = store().apply(telling());

        assertThat(first.getNano() % 1_000_000).isZero();
        assertThat(second).isAfterOrEqualTo(first);
    }

    /** Applies a step whose last change fails, and sees that the ones before it are gone. */
    private void assertRollsBack(Change failing) {
        var before = row(CHAT);
        var messages = store().messages(CHAT, 0, 100);
        var replies = store().replies(CHAT, 0, 100);
        var dispositions = store().dispositions(CHAT, 100);

        assertThatThrownBy(() -> store().apply(writing(CHAT, "failing", failing)))
                .isInstanceOf(RuntimeException.class);

        assertThat(row(CHAT)).isEqualTo(before);
        assertThat(store().messages(CHAT, 0, 100)).isEqualTo(messages);
        assertThat(store().replies(CHAT, 0, 100)).isEqualTo(replies);
        assertThat(store().dispositions(CHAT, 100)).isEqualTo(dispositions);
        assertThat(append(CHAT, "after the failure").row().version())
                .as("the store goes on")
                .isEqualTo(before.version() + 1);
    }

    /** A step that writes a message, a disposition and the row, and then the change. */
    private Step<String> writing(ConversationId id, String title, Change last) {
        return StoreFixture.step(
                id,
                (situation, _) -> {
                    var row = situation.conversation().orElseThrow();
                    return Decision.of(
                            title,
                            new Change.AddMessage(message(90, "new-90"), null),
                            new Change.AddDisposition(
                                    new Disposition(
                                            80, 90, Disposition.Kind.IGNORED, null, title, now())),
                            new Change.SaveConversation(
                                    row.withStatus(Status.CLOSED).nextVersion()),
                            last);
                });
    }

    private static Step<String> throwing(ConversationId id, String message) {
        return StoreFixture.step(
                id,
                (situation, _) -> {
                    situation.conversation();
                    throw new UnsupportedOperationException(message);
                });
    }

    private static Step<Instant> telling() {
        return StoreFixture.step(CHAT, (_, now) -> Decision.unchanged(now));
    }

    private Message message(long seq, String id) {
        return new Message(seq, id, Message.Role.SYSTEM, Samples.AGENT, "a notice", null, now());
    }

    /** Steps of several kinds as one batch. */
    @SuppressWarnings("unchecked")
    private static List<Step<Object>> unchecked(List<? extends Step<?>> steps) {
        return (List<Step<Object>>) (List<?>) steps;
    }
}
