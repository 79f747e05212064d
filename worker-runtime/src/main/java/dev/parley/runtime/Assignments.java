package dev.parley.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this worker has now. Used by the poll thread alone, which also runs the rebalance
 * callbacks; only {@link #held} may be read by others.
 */
final class Assignments implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

    private final Dispatcher dispatcher;
    private final OffsetCommits commits;
    private final Duration drainTimeout;
    private final Map<TopicPartition, Assignment> assigned = new HashMap<>();
    private volatile Set<TopicPartition> held = Set.of();

    Assignments(Dispatcher dispatcher, OffsetCommits commits, Duration drainTimeout) {
        this.dispatcher = dispatcher;
        this.commits = commits;
        this.drainTimeout = drainTimeout;
    }

    Collection<Assignment> all() {
        return assigned.values();
    }

    /** What is assigned now, for any thread. */
    Set<TopicPartition> held() {
        return held;
    }

    @Nullable Assignment of(TopicPartition partition) {
        return assigned.get(partition);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assigned.put(partition, new Assignment(partition)));
        held = Set.copyOf(assigned.keySet());
        LOG.debug("assigned {}", partitions);
    }

    /** Runs before the partitions belong to another worker: what is done by then is committed. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.debug("revoked {}", partitions);
        giveBack(remove(partitions));
    }

    /** The partitions may belong to another worker already: nothing may be committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("lost {}", partitions);
        dispatcher.release(remove(partitions));
    }

    /** Gives everything back in good order. */
    void giveBackAll() {
        giveBack(remove(List.copyOf(assigned.keySet())));
    }

    /** Gives everything up without a commit, when the consumer is of no use any more. */
    void abandonAll() {
        dispatcher.release(remove(List.copyOf(assigned.keySet())));
    }

    private void giveBack(List<Assignment> assignments) {
        dispatcher.release(assignments);
        awaitIdle(assignments);
        commits.commitNow(assignments);
    }

    private void awaitIdle(List<Assignment> assignments) {
        long deadline = System.nanoTime() + drainTimeout.toNanos();
        for (var assignment : assignments) {
            try {
                if (!assignment.awaitIdle(deadline)) {
                    LOG.warn(
                            "{} records of {} did not end within {}, they are handled again elsewhere",
                            assignment.running(),
                            assignment.partition(),
                            drainTimeout);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Assignment> remove(Collection<TopicPartition> partitions) {
        var removed = partitions.stream().map(assigned::remove).filter(Objects::nonNull).toList();
        held = Set.copyOf(assigned.keySet());
        return removed;
    }
}
