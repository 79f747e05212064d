package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetCommitsTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final MockConsumer<byte[], byte[]> deaf =
            new MockConsumer<>("earliest") {
                @Override
                public synchronized void commitAsync(
                        Map<TopicPartition, OffsetAndMetadata> offsets,
                        OffsetCommitCallback callback) {
                    asked.incrementAndGet();
                }
            };
    private final OffsetCommits commits =
            new OffsetCommits(deaf, Duration.ofMillis(200), clock::get);
    private final Assignment assignment = new Assignment(Records.PARTITION);

    @Test
    void commitThatIsNotHeardOfAgainDoesNotStopTheNext() {
        assignment.progress().begin(0).complete();
        commit(Duration.ofSeconds(1));
        commit(Duration.ofSeconds(1));
        assertThat(asked.get()).as("one at a time").isEqualTo(1);
        commit(OffsetCommits.ASYNC_LIMIT);
        assertThat(asked.get()).isEqualTo(2);
    }

    /** By it a consumer notices that the log was cut off below what was committed. */
    @Test
    void commitTellsTheLeaderEpochOfTheLastRecordThatIsDone() {
        var heard = new MockConsumer<byte[], byte[]>("earliest");
        heard.assign(List.of(Records.PARTITION));
        var told = new OffsetCommits(heard, Duration.ofMillis(200), clock::get);
        var progress = assignment.progress();
        progress.begin(7, Optional.of(2)).complete();
        progress.begin(8, Optional.of(3)).complete();
        progress.begin(9, Optional.of(4));

        told.commitNow(List.of(assignment));

        assertThat(heard.committed(Set.of(Records.PARTITION)).get(Records.PARTITION))
                .isEqualTo(new OffsetAndMetadata(9, Optional.of(3), ""));
    }

    private void commit(Duration after) {
        clock.addAndGet(after.toNanos());
        commits.commitIfDue(List.of(assignment));
    }
}
