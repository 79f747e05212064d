package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.postprocessor.kafka.DeadLetterHandler;
import dev.parley.postprocessor.kafka.PostProcessorHandler;
import dev.parley.runtime.InOrderException;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.ReplyPath;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostProcessorHandlerTest {
    private final Desk desk = new Desk();
    private final PostProcessorHandler handler =
            new PostProcessorHandler(desk.worker(), desk.clock);

    @Test
    void idleConversationIsLookedAfter() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(Duration.ofHours(12));

        assertThat(handle("acme/c-1", WakeupReason.IDLE)).isEqualTo(Outcome.done());
        assertThat(desk.replies()).extracting(Reply::kind).contains(Reply.Kind.REMINDER);
    }

    @Test
    void timerThatIsAMomentEarlyWaitsForIt() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(Duration.ofHours(12).minusSeconds(2));

        assertThat(handle("acme/c-1", WakeupReason.IDLE))
                .isEqualTo(Outcome.retry("a moment too early", Duration.ofSeconds(2)));
    }

    @Test
    void timerThatIsMuchTooEarlyIsDone() throws Exception {
        desk.answered("Where is my order?");

        assertThat(handle("acme/c-1", WakeupReason.IDLE)).isEqualTo(Outcome.done());
        assertThat(desk.replies()).hasSize(1);
    }

    @Test
    void titleIsMadeOnRequest() throws Exception {
        desk.answered("The blue kettle leaks");

        assertThat(handle("acme/c-1", WakeupReason.TITLE)).isEqualTo(Outcome.done());
        assertThat(desk.row().profile().title()).isEqualTo("Blue kettle leaks");
    }

    @Test
    void newestReplyIsProcessedAgain() throws Exception {
        desk.answered("Goodbye!");

        assertThat(handle("acme/c-1", WakeupReason.RETRY)).isEqualTo(Outcome.done());
        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void reasonOfALaterTimeWaitsForABuildThatKnowsIt() throws Exception {
        desk.answered("Goodbye!");

        assertThat(handle("acme/c-1", WakeupReason.UNKNOWN))
                .isInstanceOf(Outcome.OfNewerBuild.class);
        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void replyOfAKindOfALaterTimeWaitsForABuildThatKnowsIt() throws Exception {
        assertThat(handle(reply(ReplyKind.UNKNOWN, ReplyPath.PLAYBOOK)))
                .isInstanceOf(Outcome.OfNewerBuild.class);
        assertThat(handle(reply(ReplyKind.ANSWER, ReplyPath.UNKNOWN)))
                .isInstanceOf(Outcome.OfNewerBuild.class);
    }

    @Test
    void letterThatTheStoreRefusesIsTriedAgainInItsPlace() {
        var letters =
                new DeadLetterHandler(
                        (DeadLetters)
                                Proxy.newProxyInstance(
                                        DeadLetters.class.getClassLoader(),
                                        new Class<?>[] {DeadLetters.class},
                                        (_, _, _) -> {
                                            throw new IllegalStateException("no such column");
                                        }));
        var letter =
                DeadLetter.newBuilder()
                        .setStage("planner")
                        .setCause("broken")
                        .setSourceTopic("inbound")
                        .setSourcePartition(0)
                        .setSourceOffset(7)
                        .setSourceTimestamp(desk.clock.instant())
                        .setHeaders(List.of())
                        .setAt(desk.clock.instant())
                        .build();

        assertThatThrownBy(
                        () -> letters.handle(WorkRecord.of("dead-letters", "inbound-0@7", letter)))
                .isInstanceOf(InOrderException.class)
                .hasRootCauseMessage("no such column");
    }

    private Outcome handle(dev.parley.schemas.Reply reply) throws InterruptedException {
        return handler.handle(WorkRecord.of("replies", "acme/c-1", reply));
    }

    private dev.parley.schemas.Reply reply(ReplyKind kind, ReplyPath path) {
        return dev.parley.schemas.Reply.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(1)
                .setTurnId("t")
                .setMessageId("r1")
                .setSeq(2)
                .setOutSeq(1)
                .setFromSeq(0)
                .setThroughSeq(1)
                .setOwnershipEpoch(0)
                .setKind(kind)
                .setPath(path)
                .setText("words")
                .setMetadata(Map.of())
                .setCommittedAt(desk.clock.instant())
                .build();
    }

    @Test
    void recordOfAnotherConversationIsGivenUp() throws Exception {
        assertThat(handle("acme/c-2", WakeupReason.IDLE)).isInstanceOf(Outcome.Park.class);
    }

    private Outcome handle(String key, WakeupReason reason) throws InterruptedException {
        var wakeup =
                Wakeup.newBuilder()
                        .setOrganization("acme")
                        .setConversation("c-1")
                        .setReason(reason)
                        .setAt(desk.clock.instant())
                        .build();
        return handler.handle(WorkRecord.of("follow-ups", key, wakeup));
    }
}
