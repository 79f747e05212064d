package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.planner.kafka.PlannerHandler;
import dev.parley.runtime.FailureClassifier;
import dev.parley.runtime.FailureKind;
import dev.parley.runtime.InOrderException;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.Author;
import dev.parley.schemas.InboundMessage;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerHandlerTest {
    private final Fixture fixture = new Fixture();
    private final PlannerHandler handler = new PlannerHandler(fixture.worker, new Fixture());
    private final FailureClassifier classifier =
            FailureClassifier.withInfrastructure(List.of(StoreUnavailableException.class));

    @Test
    void messageIsStoredAndPlanned() {
        assertThat(handler.handle(record())).isEqualTo(Outcome.done());
        assertThat(fixture.triggers.plans()).hasSize(1);
    }

    @Test
    void messageThatCannotBeStoredThoughTheStoreIsThereIsBounded() {
        fixture.breaksWith = new IllegalStateException("a constraint nobody thought of");

        var failure = catchThrowable(() -> handler.handle(record()));

        assertThat(failure).isInstanceOf(InOrderException.class);
        assertThat(classifier.classify(failure)).isEqualTo(FailureKind.IN_ORDER);
    }

    @Test
    void storeThatIsAwayIsWaitedFor() {
        fixture.breaksWith = new StoreUnavailableException("no connection", new ConnectException());

        var failure = catchThrowable(() -> handler.handle(record()));

        assertThat(classifier.classify(failure)).isEqualTo(FailureKind.INFRASTRUCTURE);
    }

    private WorkRecord record() {
        var message =
                InboundMessage.newBuilder()
                        .setOrganization("acme")
                        .setConversation("c-1")
                        .setMessageId("m1")
                        .setChannel("rest")
                        .setChannelAccount("rest")
                        .setProviderMessageId("c-1/m1")
                        .setAuthor(new Author("ada", null, List.of()))
                        .setText("Hello")
                        .setReceivedAt(fixture.clock.instant())
                        .build();
        return WorkRecord.of("inbound", "acme/c-1", message);
    }
}
