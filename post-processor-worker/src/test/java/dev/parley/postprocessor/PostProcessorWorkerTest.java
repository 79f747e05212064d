package dev.parley.postprocessor;

import static dev.parley.postprocessor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Events;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Status;
import dev.parley.conversation.Triggers.FollowUp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PostProcessorWorkerTest {
    private final Desk desk = new Desk();
    private final PostProcessorWorker worker = desk.worker();

    @Test
    void answerIsTold() throws Exception {
        worker.process(ID, desk.answered("How are you?"));

        assertThat(desk.events.kinds()).containsExactly(Events.Kind.ANSWERED);
        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void step71FarewellResolvesTheConversationOnceAndTellsItEachTime() throws Exception {
        var reply = desk.answered("Goodbye!");

        worker.process(ID, reply);
        worker.process(ID, reply);

        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
        assertThat(desk.events.kinds()).filteredOn(Events.Kind.RESOLVED::equals).hasSize(2);
    }

    @Test
    void whatIsToldAgainIsKnownByItsId() throws Exception {
        var reply = desk.answered("Goodbye!");

        worker.process(ID, reply);
        var told = List.copyOf(desk.events.ids());
        worker.process(ID, reply);

        assertThat(told).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(desk.events.ids()).hasSize(2 * told.size()).containsOnlyElementsOf(told);
    }

    @Test
    void farewellDoesNotResolveOverANewerMessage() throws Exception {
        var reply = desk.answered("Goodbye!");
        desk.append("Wait, one more thing");

        worker.process(ID, reply);

        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void step73StatusEndAndClosureAreWrittenTogether() throws Exception {
        worker.process(ID, desk.answered("Goodbye!"));

        var row = desk.row();
        assertThat(row.status()).isEqualTo(Status.RESOLVED);
        assertThat(row.timeline().endedAt()).isEqualTo(desk.clock.instant());
        assertThat(row.closure()).isNotNull();
        int resolved = desk.events.kinds().indexOf(Events.Kind.RESOLVED);
        assertThat(desk.events.details().get(resolved))
                .containsEntry("reason", "farewell")
                .containsEntry("confidence", "0.95")
                .doesNotContainValue("goodbye");
    }

    @Test
    void step71QuestionBeforeAFarewellInTheSameBurstKeepsItOpen() throws Exception {
        desk.append("Where is my order?");

        worker.process(ID, desk.answered("Goodbye!"));

        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void step71NoIsReadAsAnAnswerToTheReplyBeforeIt() throws Exception {
        desk.answeredBy("My lamp is broken.", "Sent. Anything else?");

        worker.process(ID, desk.answered("No"));

        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
        assertThat(Objects.requireNonNull(desk.row().closure()).reason()).isEqualTo("refused_more");
    }

    @Test
    void step71NoToAnotherQuestionResolvesNothing() throws Exception {
        desk.answeredBy("My lamp is broken.", "Is it new?");

        worker.process(ID, desk.answered("No"));

        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void step71ModelDecidesWhatTheRulesLeaveInDoubtAndOnlyByItsTool() throws Exception {
        desk.title = new TitleProperties(false, Desk.PATIENCE, 2);
        desk.asksAboutEnds = true;
        var asking = desk.worker();
        desk.model.say("It is over.");
        asking.process(ID, desk.answered("Never mind"));
        assertThat(desk.row().status()).as("words are no decision").isEqualTo(Status.OPEN);

        desk.model.call("decide", "{\"over\": false, \"reason\": \"only thanks\"}");
        asking.process(ID, desk.answered("Never mind"));
        assertThat(desk.row().status()).isEqualTo(Status.OPEN);

        desk.model.call("decide", "{\"over\": true, \"reason\": \"content\"}");
        asking.process(ID, desk.answered("Never mind"));
        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
        var closure = Objects.requireNonNull(desk.row().closure());
        assertThat(closure.reason()).isEqualTo("model");
        assertThat(closure.confidence()).isEqualTo(0.8);
    }

    @Test
    void step71DoubtStaysOpenWhereNoModelIsAsked() throws Exception {
        worker.process(ID, desk.answered("Never mind"));

        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
        assertThat(desk.model.requests)
                .noneMatch(request -> request.requestId().endsWith(".ending"));
    }

    @Test
    void step71PhraseOfTheOrganizationResolves() throws Exception {
        desk.organization = Desk.organization(null, List.of(), List.of("das war alles"));

        worker.process(ID, desk.answered("Das war alles"));

        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void step73MessageAfterTheEndTakesItBack() throws Exception {
        worker.process(ID, desk.answered("Goodbye!"));

        desk.append("One more thing");

        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
        assertThat(desk.row().timeline().endedAt()).isNull();
        assertThat(desk.row().closure()).isNull();
    }

    @Test
    void step75TurnLeavesNothingToDo() throws Exception {
        worker.process(ID, desk.answered("Where is my order?"));

        var row = desk.row();
        assertThat(row.turn()).isNull();
        assertThat(row.needsProcessing()).isFalse();
        assertThat(row.dueAt()).isNull();
        assertThat(row.timeline().waitingSince()).isNull();
        assertThat(row.timeline().lastProcessedAt()).isEqualTo(desk.clock.instant());
    }

    @Test
    void handOverIsToldWithItsSummary() throws Exception {
        var handOver =
                of(
                        desk.answered("I want a human"),
                        Reply.Kind.HANDOVER,
                        Map.of(ReplyMetadata.SUMMARY, "I want a human", "other", "not told"));

        worker.process(ID, handOver);

        assertThat(desk.events.kinds()).containsExactly(Events.Kind.ESCALATED);
        assertThat(desk.events.details().getFirst())
                .containsEntry("summary", "I want a human")
                .doesNotContainKey("other");
    }

    @Test
    void retryDoesWhatTheNewestReplyStillNeeds() throws Exception {
        desk.answered("How are you?");
        desk.answered("Goodbye!");

        worker.followUp(ID, FollowUp.RETRY);

        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void followUpOfAnUnknownConversationDoesNothing() throws Exception {
        for (var reason : FollowUp.values()) {
            assertThat(worker.followUp(ID, reason)).isEmpty();
        }
        assertThat(desk.events.kinds()).isEmpty();
    }

    private static Reply of(Reply answer, Reply.Kind kind, Map<String, String> detail) {
        return new Reply(
                answer.turn(),
                answer.messageId(),
                answer.seq(),
                answer.outSeq(),
                answer.from(),
                answer.through(),
                answer.ownershipEpoch(),
                kind,
                "A colleague takes over.",
                new ReplyMetadata(
                        PlanPath.HUMAN, null, null, null, 0, 0, 0, ReplyFacts.NONE, detail),
                answer.committedAt(),
                answer.delivery());
    }
}
