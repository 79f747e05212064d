package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.ingest.http.Explanation.Step;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");
    private static final Duration STEP = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();
    private final ConversationStore store = new InMemoryConversationStore(clock);
    private final Instant start = clock.instant();

    @Test
    void storedMessageWaitsForAPlanner() {
        append("m1");

        var why = explain("m1");

        assertThat(why.disposition()).isNull();
        assertThat(why.turn()).isNull();
        assertThat(why.seq()).isEqualTo(1);
        assertThat(why.steps())
                .containsExactly(
                        new Step(start, "stored as message 1 of its conversation"),
                        new Step(null, "waits for a planner to open turn 1"),
                        new Step(
                                start.plus(Samples.GRACE),
                                "looked at again by then at the latest"));
    }

    @Test
    void plannedTurnTellsWhatItIsFor() {
        append("m1");
        append("m2");
        claim(2);

        var why = explain("m1");

        assertThat(why.disposition()).isNull();
        assertThat(why.turn()).isEqualTo(1);
        assertThat(why.steps())
                .contains(
                        new Step(start, "claimed by turn 1 for messages 1 to 2"),
                        new Step(
                                start.plus(Samples.LEASE),
                                "planned: an executor is to begin it by then"));
    }

    @Test
    void runningTurnTellsItsLeaseAndItsFailures() {
        append("m1");
        var turn = claim(1);
        store.apply(Samples.fail(ID, begin(turn).fence()));
        clock.advance(STEP);
        begin(turn);

        assertThat(explain("m1").steps())
                .contains(
                        new Step(null, "begun 2 times"),
                        new Step(null, "failed once, last: model timed out"),
                        new Step(
                                clock.instant().plus(Samples.LEASE),
                                "running: its executor renews the lease by then"));
    }

    @Test
    void restAfterAFailureIsTold() {
        append("m1");
        store.apply(Samples.fail(ID, begin(claim(1)).fence()));
        var notBefore = store.find(ID).map(Conversation::turn).map(Turn::notBefore).orElseThrow();

        assertThat(explain("m1").steps())
                .contains(new Step(notBefore, "tried again no earlier than then"));
    }

    @Test
    void messageBehindAnOpenTurnWaitsForItsEnd() {
        append("m1");
        claim(1);
        append("m2");

        var why = explain("m2");

        assertThat(why.turn()).isNull();
        assertThat(why.steps())
                .contains(
                        new Step(
                                null,
                                "waits for the end of turn 1, which answers messages through 1"));
    }

    @Test
    void answeredMessageShowsItsReply() {
        append("m1");
        var fence = begin(claim(1)).fence();
        clock.advance(STEP);
        store.apply(Samples.commit(ID, fence));

        var why = explain("m1");

        assertThat(why.disposition()).isEqualTo("answered");
        assertThat(why.turn()).isEqualTo(1);
        assertThat(why.mergedInto()).isNull();
        assertThat(why.disposedAt()).isEqualTo(start.plus(STEP));
        assertThat(why.reply())
                .isEqualTo(
                        new Explanation.Answer(
                                "c1~1",
                                "answer",
                                "answer of turn 1",
                                "playbook",
                                "offline",
                                start.plus(STEP),
                                "sent",
                                Map.of("offline", "true")));
        assertThat(why.steps())
                .extracting(Step::what)
                .containsExactly(
                        "stored as message 1 of its conversation",
                        "turn 1 took the path playbook, agent agent-1, playbook welcome: offline=true",
                        "answer c1~1 committed for message 1, by model offline in 7 ms",
                        "answered by turn 1",
                        "its delivery is sent after 0 sends");
    }

    @Test
    void earlierMessageOfAnAnsweredRangeIsMergedIntoTheLast() {
        append("m1");
        append("m2");
        append("m3");
        store.apply(Samples.commit(ID, begin(claim(3)).fence()));

        var why = explain("m2");

        assertThat(why.disposition()).isEqualTo("merged");
        assertThat(why.mergedInto()).isEqualTo("m3");
        assertThat(why.turn()).isEqualTo(1);
        assertThat(why.reply()).isNotNull();
        assertThat(why.steps())
                .extracting(Step::what)
                .contains("answered together with message 3 by turn 1");
        assertThat(explain("m3").disposition()).isEqualTo("answered");
        assertThat(explain("m3").mergedInto()).isNull();
    }

    @Test
    void messageGivenToAPersonSaysWhy() {
        append("m1");
        store.apply(Samples.takeOver(ID));
        append("m2");

        assertThat(explain("m1").disposition()).isEqualTo("human");
        assertThat(explain("m1").reason()).isEqualTo("taken over by operator-1");
        assertThat(explain("m1").turn()).isNull();
        assertThat(explain("m1").reply()).isNull();
        assertThat(explain("m2").disposition()).isEqualTo("human");
        assertThat(explain("m2").reason()).isEqualTo("owned by a person");
    }

    @Test
    void handedOverMessageShowsTheHandOverText() {
        append("m1");
        append("m2");
        store.apply(Samples.handOver(ID, begin(claim(2)).fence()));

        // Not merged: every message of a handed-over range is the person's.
        assertThat(explain("m1").disposition()).isEqualTo("human");
        assertThat(explain("m1").reply())
                .extracting(Explanation.Answer::kind)
                .isEqualTo("handover");
        assertThat(explain("m1").steps())
                .extracting(Step::what)
                .contains("given to a person by turn 1: handed over");
    }

    @Test
    void parkedMessageShowsTheApology() {
        append("m1");
        var turn = claim(1);
        for (int i = 0; i < Samples.RETRIES.maxFailures(); i++) {
            store.apply(Samples.fail(ID, begin(turn).fence()));
            clock.advance(Samples.RETRIES.maxDelay());
        }

        var why = explain("m1");

        assertThat(why.disposition()).isEqualTo("parked");
        assertThat(why.reply()).extracting(Explanation.Answer::kind).isEqualTo("apology");
    }

    @Test
    void ignoredMessageSaysWhy() {
        append("m1");
        var trace = store.trace("acme", "m1").getFirst();
        var ignored = new Disposition(0, 1, Disposition.Kind.IGNORED, null, "a reaction", start);

        var why =
                Explanation.of(
                        new MessageTrace(trace.conversation(), trace.message(), ignored, null),
                        null,
                        List.of());

        assertThat(why.disposition()).isEqualTo("ignored");
        assertThat(why.reason()).isEqualTo("a reaction");
        assertThat(why.steps()).contains(new Step(start, "ignored: a reaction"));
    }

    @Test
    void replyOfOursHasNoDispositionOfItsOwn() {
        append("m1");
        store.apply(Samples.commit(ID, begin(claim(1)).fence()));
        append("m2");
        store.apply(Samples.takeOver(ID));

        // Its position lies in the range that disposed of m2.
        var why = explain("c1~1");

        assertThat(why.disposition()).isNull();
        assertThat(why.reason()).startsWith("not a customer's message");
        assertThat(why.steps()).hasSize(1);
    }

    private void append(String messageId) {
        assertThat(store.apply(Samples.append(ID, messageId)))
                .isInstanceOf(Append.Outcome.Appended.class);
    }

    private Turn claim(long seq) {
        return ((Claim.Outcome.Claimed) store.apply(Samples.claim(ID, seq))).turn();
    }

    private Turn begin(Turn turn) {
        return ((Begin.Outcome.Begun) store.apply(Samples.begin(ID, turn))).turn();
    }

    private Explanation explain(String messageId) {
        var trace = store.trace("acme", messageId).getFirst();
        return Explanation.of(trace, carrier(trace), List.of());
    }

    private @Nullable Message carrier(MessageTrace trace) {
        var position = Explanation.mergedInto(trace);
        List<Message> all = store.messages(ID, 0, 100);
        return all.stream()
                .filter(message -> position.isPresent() && message.seq() == position.getAsLong())
                .findFirst()
                .orElse(null);
    }
}
