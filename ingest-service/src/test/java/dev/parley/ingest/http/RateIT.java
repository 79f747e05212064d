package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@EdgeTest
@TestPropertySource(
        properties = {"parley.api.rate.messages-per-second=10", "parley.api.rate.burst=20"})
@Timeout(60)
class RateIT {
    private static final String OTHER = "/v1/organizations/globex/conversations/c1/messages";

    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;

    @Test
    void floodIsRefusedWithATimeToComeBackAndHoldsNoOtherOrganizationUp() throws Exception {
        var over = new AtomicBoolean();
        var refused = new AtomicLong();
        var strange = new AtomicLong();
        try (var hot = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                hot.submit(() -> {
                    while (!over.get()) {
                        var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, Edge.GOOD);
                        if (answer.status() == 429) {
                            assertThat(answer.header("Retry-After")).isEqualTo("1");
                            assertThat(answer.text("type"))
                                    .isEqualTo("urn:parley:problem:too-many-requests");
                            refused.incrementAndGet();
                        } else if (answer.status() != 202) {
                            strange.incrementAndGet();
                        }
                    }
                });
            }
            await().until(() -> refused.get() > 100);
            inbox.accepted().clear();
            var times = new ArrayList<Duration>();
            for (int i = 0; i < 15; i++) {
                long start = System.nanoTime();
                assertThat(edge.post(OTHER, Edge.GLOBEX_KEY, Edge.GOOD).status()).isEqualTo(202);
                times.add(Duration.ofNanos(System.nanoTime() - start));
            }
            over.set(true);
            assertThat(times.stream().sorted().toList().get(7)).isLessThan(Duration.ofMillis(100));
        }
        assertThat(strange).hasValue(0);
        var globex =
                inbox.accepted().stream()
                        .filter(m -> m.conversation().organization().equals("globex"));
        assertThat(globex).hasSize(15);
    }
}
