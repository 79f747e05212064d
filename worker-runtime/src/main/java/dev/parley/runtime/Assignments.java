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
    private final Pace pace;
    private final Map<TopicPartition, Assignment> assigned = new HashMap<>();
    private volatile Set<TopicPartition> held = Set.of();

    Assignments(Dispatcher dispatcher, OffsetCommits commits, Pace pace) {
        this.dispatcher = dispatcher;
        this.commits = commits;
        this.pace = pace;
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

    /**
     * Runs before the partitions belong to another worker: what is done by then is committed.
     * Nothing is read meanwhile, so that what takes long goes on beside.
     */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.debug("revoked {}", partitions);
        giveBack(remove(partitions), pace.revoke());
    }

    /** The partitions may belong to another worker already: nothing may be committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("lost {}", partitions);
        dispatcher.release(remove(partitions));
    }

    /** Gives everything back in good order. */
    void giveBackAll() {
        giveBack(remove(List.copyOf(assigned.keySet())), pace.drain());
    }

    /** Gives everything up without a commit, when the consumer is of no use any more. */
    void abandonAll() {
        dispatcher.release(remove(List.copyOf(assigned.keySet())));
    }

    /** The partition was made anew, or its log was cut off: what is read now is another one. */
    Assignment anew(Assignment before) {
        dispatcher.release(List.of(before));
        var next = before.anew();
        assigned.put(before.partition(), next);
        return next;
    }

    private void giveBack(List<Assignment> assignments, Duration limit) {
        dispatcher.release(assignments);
        awaitIdle(assignments, limit);
        commits.commitNow(assignments);
    }

    private void awaitIdle(List<Assignment> assignments, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (var assignment : assignments) {
            try {
                if (!assignment.awaitIdle(deadline)) {
                    LOG.info(
                            "{} records of {} did not end within {}, they are handled again elsewhere",
                            assignment.running(),
                            assignment.partition(),
                            limit);
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
