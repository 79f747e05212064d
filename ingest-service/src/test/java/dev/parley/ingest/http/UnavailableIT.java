package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.conversation.UnpublishableException;
import dev.parley.ingest.DispositionWaiter;
import dev.parley.ingest.InMemoryOrganizations;
import dev.parley.ingest.InMemoryOrganizations.Behaviour;
import dev.parley.testkit.InMemoryConversationStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class UnavailableIT {
    private static final String CONVERSATION = "/v1/organizations/acme/conversations/c1";
    private static final String WHY = "/v1/organizations/acme/messages/m1/why";

    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;
    @Autowired private InMemoryOrganizations organizations;
    @Autowired private InMemoryConversationStore store;
    @Autowired private DispositionWaiter waiter;

    @BeforeEach
    void empty() {
        inbox.accepted().clear();
    }

    @AfterEach
    void nothingReachedTheInbox() {
        assertThat(inbox.accepted()).isEmpty();
        inbox.failWith(null);
        organizations.behave(Behaviour.HOLDS);
        store.setReachable(true);
    }

    @Test
    void messageThatMayNotBeDurableIsNotAccepted() {
        inbox.failWith(new IllegalStateException("secret-broker:9092 does not answer"));
        var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, Edge.GOOD);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void outageOfTheBrokerIsOneLineAndNoStackForEachMessage() {
        inbox.failWith(new ArithmeticException("a failure of its own kind"));
        assertThat(linesOfTwentyMessages(503))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getFormattedMessage())
                            .startsWith("not accepted: ")
                            .contains("a failure of its own kind");
                    assertThat(line.getThrowableProxy()).isNull();
                });
    }

    @Test
    void requestsThatFailAlikeAreOneLineAndNoStackForEach() {
        inbox.failWith(new UnpublishableException("unforeseen", new ArrayStoreException("why")));
        assertThat(linesOfTwentyMessages(500))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                    assertThat(line.getFormattedMessage())
                            .startsWith(
                                    "POST /v1/organizations/{organization}/conversations/{conversation}/messages failed: ")
                            .contains("ArrayStoreException: why");
                    assertThat(line.getThrowableProxy()).isNull();
                });
    }

    private List<ILoggingEvent> linesOfTwentyMessages(int status) {
        var logger = (Logger) LoggerFactory.getLogger(ProblemAdvice.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try {
            for (int message = 0; message < 20; message++) {
                assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, Edge.GOOD).status())
                        .isEqualTo(status);
            }
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        return log.list;
    }

    @Test
    void messageThatCanNeverBePublishedIsNotToBeSentAgain() {
        inbox.failWith(
                new UnpublishableException("too large for secret-broker", new IOException("x")));
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, Edge.GOOD).status()).isEqualTo(500);
    }

    @Test
    void storeThatIsDownIsUnavailable() {
        store.setReachable(false);
        for (var path : new String[] {CONVERSATION, WHY, WHY + "?wait=5"}) {
            var answer = edge.get(path, Edge.ACME_KEY);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }
    }

    @Test
    void organizationThatIsNotHeldInTimeIsUnavailable() {
        organizations.behave(Behaviour.LOSES);
        var late = edge.put("/v1/organizations/late", Edge.OPERATOR, "{}");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header("Retry-After")).isEqualTo("2");
        organizations.behave(Behaviour.REFUSES);
        assertThat(edge.put("/v1/organizations/late", Edge.OPERATOR, "{}").status()).isEqualTo(503);
        organizations.behave(Behaviour.HOLDS);
        assertThat(edge.put("/v1/organizations/late", Edge.OPERATOR, "{}").status()).isEqualTo(201);
    }

    @Test
    void tooManyWaitersAreUnavailable() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                callers.submit(() ->
                        edge.get("/v1/organizations/acme/messages/none/why?wait=3", Edge.ACME_KEY));
            }
            // None is left for anybody; that one organization cannot come so far: BudgetIT.
            await().until(() -> waiter.waiting() == 4);
            var refused =
                    edge.get("/v1/organizations/globex/messages/none/why?wait=3", Edge.GLOBEX_KEY);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(edge.get("/v1/organizations/acme/messages/none/why", Edge.ACME_KEY).status())
                    .isEqualTo(404);
        }
    }
}
