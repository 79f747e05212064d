package dev.parley.kafka;

import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.recovery.TooMuchHistoryException;
import dev.parley.conversation.recovery.TopicHistory;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Reply;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/** What inbound, replies and events remember. What cannot be read is counted and left out. */
final class KafkaHistory implements TopicHistory {
    /** A text has 16,000 characters at most, and usually a hundred. */
    private static final Limits LIMITS = new Limits(500_000, Duration.ofMinutes(5));

    private static final Logger LOG = LoggerFactory.getLogger(KafkaHistory.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ConsumerFactory<String, byte[]> consumers;
    private final RecordCodec codec;
    private final TopicCatalogue catalogue;
    private final Limits limits;

    /**
     * What one reading may come to.
     *
     * @param records held at once, of one kind
     * @param time for one kind
     */
    record Limits(int records, Duration time) {}

    KafkaHistory(
            ConsumerFactory<String, byte[]> consumers,
            RecordCodec codec,
            TopicCatalogue catalogue) {
        this(consumers, codec, catalogue, LIMITS);
    }

    KafkaHistory(
            ConsumerFactory<String, byte[]> consumers,
            RecordCodec codec,
            TopicCatalogue catalogue,
            Limits limits) {
        this.consumers = consumers;
        this.codec = codec;
        this.catalogue = catalogue;
        this.limits = limits;
    }

    @Override
    public Told since(Instant since) {
        var inbound = new Found<>(Topic.INBOUND, since, this::message);
        var replies = new Found<>(Topic.REPLIES, since, this::reply);
        var events = new Found<>(Topic.EVENTS, since, this::event);
        return new Told(
                inbound.all,
                replies.all,
                events.all,
                inbound.unreadable + replies.unreadable + events.unreadable);
    }

    private InboundMessage message(byte[] value) {
        return InboundRecords.message(codec.decode(value, dev.parley.schemas.InboundMessage.class));
    }

    private ToldReply reply(byte[] value) {
        var record = codec.decode(value, Reply.class);
        return new ToldReply(ReplyRecords.conversation(record), ReplyRecords.reply(record));
    }

    private ToldEvent event(byte[] value) {
        return EventRecords.event(codec.decode(value, ConversationEvent.class));
    }

    /** One topic, read from the moment to the end it had when asked. */
    private final class Found<T> {
        private final List<T> all = new ArrayList<>();
        private final Topic topic;
        private final Function<byte[], T> reader;
        private long unreadable;

        Found(Topic topic, Instant since, Function<byte[], T> reader) {
            this.topic = topic;
            this.reader = reader;
            try (var consumer = consumers.createConsumer()) {
                var ends = begin(consumer, since);
                long deadline = System.nanoTime() + limits.time().toNanos();
                while (isBehind(consumer, ends)) {
                    if (System.nanoTime() - deadline > 0) {
                        throw new TooMuchHistoryException(
                                "%s was not read within %s; choose a later moment"
                                        .formatted(catalogue.name(topic), limits.time()));
                    }
                    consumer.poll(POLL).forEach(this::take);
                }
            }
        }

        private Map<TopicPartition, Long> begin(Consumer<String, byte[]> consumer, Instant since) {
            var partitions =
                    IntStream.range(0, catalogue.settings(topic).partitions())
                            .mapToObj(number -> new TopicPartition(catalogue.name(topic), number))
                            .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var times = new HashMap<TopicPartition, Long>();
            partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
            consumer.offsetsForTimes(times)
                    .forEach((partition, found) ->
                            consumer.seek(
                                    partition,
                                    found == null
                                            ? Objects.requireNonNull(ends.get(partition))
                                            : found.offset()));
            return ends;
        }

        private boolean isBehind(
                Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            if (all.size() >= limits.records()) {
                throw new TooMuchHistoryException(
                        "%s holds more than %,d records since then; choose a later moment"
                                .formatted(record.topic(), limits.records()));
            }
            try {
                all.add(reader.apply(record.value()));
            } catch (RuntimeException e) { // a dead letter, or a newer build's: not ours to judge
                unreadable++;
                LOG.debug(
                        "{}-{}@{} is left out",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e);
            }
        }
    }
}
