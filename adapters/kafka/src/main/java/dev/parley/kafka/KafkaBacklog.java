package dev.parley.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.Backlog;
import dev.parley.conversation.ConversationId;
import dev.parley.schemas.InboundMessage;
import dev.parley.schemas.MalformedRecordException;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.UnknownSchemaException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * What of the inbound topic the planners have not committed. A search reads no more than {@value
 * #MOST_RECORDS} records and takes a few seconds at most; only some run at a time, and others wait
 * that long.
 */
final class KafkaBacklog implements Backlog {
    static final int MOST_RECORDS = 50_000;

    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int PARALLEL = 4;

    private final PlannerOffsets offsets;
    private final ConsumerFactory<String, byte[]> consumers;
    private final RecordCodec codec;
    private final String topic;
    private final int partitions;
    private final Semaphore searches = new Semaphore(PARALLEL);

    KafkaBacklog(
            PlannerOffsets offsets,
            ConsumerFactory<String, byte[]> consumers,
            RecordCodec codec,
            TopicCatalogue catalogue) {
        this.offsets = offsets;
        this.consumers = consumers;
        this.codec = codec;
        this.topic = catalogue.name(Topic.INBOUND);
        this.partitions = catalogue.settings(Topic.INBOUND).partitions();
    }

    @Override
    public Search find(String organization, @Nullable String conversation, String id) {
        var open = offsets.open(partitionsOf(organization, conversation));
        if (open.isEmpty()) {
            return new Search(List.of(), true);
        }
        if (!isMyTurn()) {
            return new Search(List.of(), false);
        }
        try (var consumer = consumers.createConsumer()) {
            var wanted = new Wanted(organization, conversation, id);
            var found = new ArrayList<Waiting>();
            long deadline = System.nanoTime() + LONGEST.toNanos();
            int left = MOST_RECORDS;
            for (var each : open) {
                left = search(consumer, each, wanted, found, new Bounds(deadline, left));
            }
            return new Search(found, left > 0);
        } finally {
            searches.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return searches.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<Held> held() {
        var open = offsets.open(partitionsOf("", null));
        if (open.isEmpty()) {
            return List.of();
        }
        try (var consumer = consumers.createConsumer()) {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            return open.stream()
                    .flatMap(each ->
                            first(consumer, each, deadline)
                                    .map(oldest ->
                                            new Held(
                                                    topic,
                                                    each.partition().partition(),
                                                    each.committed(),
                                                    each.end(),
                                                    oldest))
                                    .stream())
                    .sorted(Comparator.comparing(Held::oldest))
                    .toList();
        }
    }

    private record Wanted(String organization, @Nullable String conversation, String id) {}

    private record Bounds(long deadline, int records) {}

    /** How many more records may be read; 0 when this partition was not read to its end. */
    private int search(
            Consumer<String, byte[]> consumer,
            PlannerOffsets.Open open,
            Wanted wanted,
            List<Waiting> found,
            Bounds bounds) {
        begin(consumer, open);
        int left = bounds.records();
        Instant oldest = null;
        while (consumer.position(open.partition()) < open.end()) {
            if (left <= 0 || System.nanoTime() - bounds.deadline() > 0) {
                return 0;
            }
            for (var record : consumer.poll(POLL)) {
                left--;
                oldest = oldest == null ? at(record) : oldest;
                message(record, wanted, open.committed(), oldest).ifPresent(found::add);
            }
        }
        return left;
    }

    /** When the first record that is not committed was accepted; empty when it is gone. */
    private static Optional<Instant> first(
            Consumer<String, byte[]> consumer, PlannerOffsets.Open open, long deadline) {
        begin(consumer, open);
        while (consumer.position(open.partition()) < open.end()
                && System.nanoTime() - deadline < 0) {
            for (var record : consumer.poll(POLL)) {
                return Optional.of(at(record));
            }
        }
        return Optional.empty();
    }

    private static void begin(Consumer<String, byte[]> consumer, PlannerOffsets.Open open) {
        consumer.assign(List.of(open.partition()));
        consumer.seek(open.partition(), open.committed());
    }

    /** One that cannot be read is nobody's. */
    private Optional<Waiting> message(
            ConsumerRecord<String, byte[]> record, Wanted wanted, long committed, Instant oldest) {
        try {
            var message = codec.decode(record.value(), InboundMessage.class);
            return isWanted(message, wanted)
                    ? Optional.of(
                            new Waiting(
                                    new ConversationId(
                                            message.getOrganization(), message.getConversation()),
                                    topic,
                                    record.partition(),
                                    record.offset(),
                                    at(record),
                                    record.offset() - committed,
                                    oldest))
                    : Optional.empty();
        } catch (MalformedRecordException | UnknownSchemaException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isWanted(InboundMessage message, Wanted wanted) {
        return message.getOrganization().equals(wanted.organization())
                && message.getMessageId().equals(wanted.id())
                && (wanted.conversation() == null
                        || message.getConversation().equals(wanted.conversation()));
    }

    private static Instant at(ConsumerRecord<String, byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** The one that the conversation's key decides, as the producer does; all without one. */
    private List<TopicPartition> partitionsOf(String organization, @Nullable String conversation) {
        if (conversation == null) {
            return IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
        }
        var key = new ConversationId(organization, conversation).toString().getBytes(UTF_8);
        return List.of(
                new TopicPartition(topic, BuiltInPartitioner.partitionForKey(key, partitions)));
    }
}
