package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.postprocessor.kafka.PostProcessorHandler;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
import java.time.Duration;
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
    void reasonOfALaterTimeIsLeftAlone() throws Exception {
        desk.answered("Goodbye!");

        assertThat(handle("acme/c-1", WakeupReason.UNKNOWN)).isEqualTo(Outcome.done());
        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
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
