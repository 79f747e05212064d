package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.conversation.recovery.StoreWatch;
import dev.parley.conversation.recovery.TooMuchHistoryException;
import dev.parley.conversation.recovery.TopicHistory.Told;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.RecordingAuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class RecoveryIT {
    private static final String RECOVERY = "/v1/recovery";

    @Autowired private Edge edge;
    @Autowired private ScriptedHistory history;
    @Autowired private ScriptedMarks marks;
    @Autowired private StoreWatch watch;
    @Autowired private InMemoryConversationStore store;
    @Autowired private RecordingAuditLog audit;

    @BeforeEach
    void empty() {
        audit.entries().clear();
    }

    @Test
    void onlyTheOperatorRecovers() {
        var since = since(Instant.now().minusSeconds(60));
        assertThat(edge.post(RECOVERY, Edge.ACME_KEY, since).status()).isEqualTo(403);
        assertThat(edge.post(RECOVERY, "nobodys-key", since).status()).isEqualTo(401);
        assertThat(audit.entries()).isEmpty();

        assertThat(edge.post(RECOVERY, Edge.OPERATOR, since).status()).isEqualTo(200);
        assertThat(audit.entries())
                .extracting(AuditEntry::action)
                .containsExactly(AuditEntry.Action.STORE_RECOVERED);
    }

    @Test
    void momentMustBeOneThatTheTopicsRemember() {
        for (var body :
                List.of(
                        "{}",
                        "{\"since\": \"yesterday\"}",
                        "{\"since\": \"15m\"}",
                        since(Instant.now().plusSeconds(60)),
                        since(Instant.now().minus(Duration.ofDays(7)).minusSeconds(60)))) {
            var answer = edge.post(RECOVERY, Edge.OPERATOR, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.response().body()).as(body).contains("since");
        }
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void moreThanCanBeHeldIsRefusedWithNothingDone() {
        history.once(_ -> {
            throw new TooMuchHistoryException(
                    "parley.inbound holds more than 500,000 records since then; choose a later moment");
        });

        var answer = edge.post(RECOVERY, Edge.OPERATOR, since(Instant.now().minusSeconds(60)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().body()).contains("since", "choose a later moment");
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void secondOneIsRefusedWhileOneRuns() throws Exception {
        var reading = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        history.once(_ -> {
            reading.countDown();
            awaitThis(end);
            return new Told(List.of(), List.of(), List.of(), 0);
        });
        var since = since(Instant.now().minusSeconds(60));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> edge.post(RECOVERY, Edge.OPERATOR, since));
            awaitThis(reading);
            var second = edge.post(RECOVERY, Edge.OPERATOR, since);
            end.countDown();

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.text("detail")).contains("a recovery is running");
            assertThat(first.get().status()).isEqualTo(200);
        }
        assertThat(edge.post(RECOVERY, Edge.OPERATOR, since).status()).isEqualTo(200);
    }

    /** What the watch does is tested where it is; here it is what the operator is told. */
    @Test
    void recoveryThatBeganTooLateSaysFromWhenOnTheStoreLacks() {
        var held = store.newest().or(() -> store.advance(0, 1)).orElseThrow();
        marks.set(new StoreMark(held.number() + 5, held.at().plusSeconds(10)));
        try {
            watch.look();
            assertThat(watch.setback()).isPresent();

            var late = edge.post(RECOVERY, Edge.OPERATOR, since(held.at().plusMillis(1)));
            assertThat(late.status()).isEqualTo(200);
            assertThat(Instant.parse(late.text("missingSince"))).isEqualTo(held.at());
            assertThat(watch.setback()).isPresent();

            var early = edge.post(RECOVERY, Edge.OPERATOR, since(held.at().minusSeconds(60)));
            assertThat(early.text("missingSince")).isEmpty();
            assertThat(watch.setback()).isEmpty();
        } finally {
            marks.set();
        }
    }

    private static void awaitThis(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String since(Instant moment) {
        return "{\"since\": \"%s\"}".formatted(moment);
    }
}
