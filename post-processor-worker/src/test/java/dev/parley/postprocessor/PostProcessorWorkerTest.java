package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Commit;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.RecordingEvents;
import dev.parley.testkit.Samples;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PostProcessorWorkerTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");

    private final InMemoryConversationStore store = new InMemoryConversationStore();
    private final RecordingEvents events = new RecordingEvents();
    private final PostProcessorWorker worker =
            new PostProcessorWorker(store, events, FaultPoints.NONE);

    @Test
    void answerIsTold() {
        worker.process(ID, answered("How are you?"));

        assertThat(events.kinds()).containsExactly(Events.Kind.ANSWERED);
        assertThat(row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void farewellResolvesTheConversationOnceAndTellsItEachTime() {
        var reply = answered("Goodbye!");

        worker.process(ID, reply);
        worker.process(ID, reply);

        assertThat(row().status()).isEqualTo(Status.RESOLVED);
        assertThat(events.kinds()).filteredOn(Events.Kind.RESOLVED::equals).hasSize(2);
        assertThat(events.details().getLast())
                .containsEntry("signal", "farewell")
                .containsEntry("words", "goodbye")
                .containsEntry("confidence", "0.95");
    }

    @Test
    void step71QuestionBeforeAFarewellInTheSameBurstKeepsItOpen() {
        append("m0", "Where is my order?");

        worker.process(ID, answered("Goodbye!"));

        assertThat(row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void step71NoIsReadAsAnAnswerToTheReplyBeforeIt() {
        said("Sent. Anything else?");

        worker.process(ID, answered("No"));

        assertThat(row().status()).isEqualTo(Status.RESOLVED);
        assertThat(events.details().getLast()).containsEntry("signal", "refused_more");
    }

    @Test
    void step71NoToAnotherQuestionResolvesNothing() {
        said("Is it new?");

        worker.process(ID, answered("No"));

        assertThat(row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void farewellDoesNotResolveOverANewerMessage() {
        var reply = answered("Goodbye!");
        append("m2", "Wait, one more thing");

        worker.process(ID, reply);

        assertThat(row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void handOverIsToldWithItsSummary() {
        var answer = answered("I want a human");
        var metadata =
                new ReplyMetadata(
                        PlanPath.HUMAN,
                        null,
                        null,
                        null,
                        0,
                        0,
                        0,
                        Map.of(ReplyMetadata.SUMMARY, "I want a human", "other", "not told"));
        var handOver =
                new Reply(
                        answer.turn(),
                        answer.messageId(),
                        answer.seq(),
                        answer.outSeq(),
                        answer.from(),
                        answer.through(),
                        answer.ownershipEpoch(),
                        Reply.Kind.HANDOVER,
                        "A colleague takes over.",
                        metadata,
                        answer.committedAt(),
                        answer.delivery());

        worker.process(ID, handOver);

        assertThat(events.kinds()).containsExactly(Events.Kind.ESCALATED);
        assertThat(events.details().getFirst())
                .containsEntry("summary", "I want a human")
                .doesNotContainKey("other");
    }

    private Reply answered(String text) {
        append("m1", text);
        return reply("You are welcome.");
    }

    /** A turn before, which ended with these words. */
    private void said(String words) {
        append("m0", "My lamp is broken.");
        reply(words);
    }

    private Reply reply(String words) {
        store.apply(Samples.wakeup(ID));
        store.apply(Samples.begin(ID, Objects.requireNonNull(row().turn())));
        var fence = Objects.requireNonNull(row().turn()).fence();
        var commit = new Commit(ID, fence, Samples.answer(words), Samples.GRACE);
        return ((Commit.Outcome.Committed) store.apply(commit)).reply();
    }

    private void append(String id, String text) {
        var channel = new Channel("rest", "rest", Channel.Delivery.PULLED);
        var key = new MessageKey("acme", "rest", id);
        store.apply(new Append(ID, channel, key, id, Samples.CUSTOMER, text, null, Samples.GRACE));
    }

    private Conversation row() {
        return store.find(ID).orElseThrow();
    }
}
