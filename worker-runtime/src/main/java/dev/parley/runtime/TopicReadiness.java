package dev.parley.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits until new topics can be written. A created topic is known to clients before its brokers
 * take records for it. A producer that sends several batches into that gap may have a later one
 * accepted first, and then the earlier one is refused until its delivery timeout (KAFKA-15591).
 */
public final class TopicReadiness {

    private static final long PAUSE_MS = 50;

    private TopicReadiness() {}

    /**
     * Returns when the leader of every partition of these topics answers. Call it after creating
     * topics, and also when somebody else just created them.
     *
     * @throws InfrastructureException if they are not ready in time, or do not exist
     */
    public static void await(Admin admin, Collection<String> topics, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                ask(admin, topics, deadline);
                return;
            } catch (ExecutionException | TimeoutException e) {
                // A topic so new that not even its name is known everywhere is such an answer too.
                boolean passing = e.getCause() instanceof RetriableException && left(deadline) > 0;
                if (!passing) {
                    throw new InfrastructureException(
                            "topics are not ready to be written: " + topics, e);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }

    private static void ask(Admin admin, Collection<String> topics, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var known =
                admin.describeTopics(topics)
                        .allTopicNames()
                        .get(left(deadline), TimeUnit.NANOSECONDS);
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : known.values()) {
            for (var each : topic.partitions()) {
                ends.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest());
            }
        }
        admin.listOffsets(ends).all().get(left(deadline), TimeUnit.NANOSECONDS);
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }
}
