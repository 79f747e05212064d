package dev.parley.benchmarks.timers;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads follow-ups, as a post-processor would, tells their reminders and how late they were. */
final class Reminders implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long HIGHEST_MILLIS = 600_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordCodec codec = new RecordCodec();
    private final Answers answers;
    private final Set<String> known = new HashSet<>();
    private final Histogram told = new Histogram(HIGHEST_MILLIS, 3);
    private final Histogram seen = new Histogram(HIGHEST_MILLIS, 3);
    private int twice;

    Reminders(EmbeddedKafka kafka, TopicCatalogue catalogue, Answers answers) {
        this.answers = answers;
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        5_000);
        consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        var name = catalogue.name(Topic.FOLLOW_UPS);
        consumer.assign(
                IntStream.range(0, catalogue.settings(Topic.FOLLOW_UPS).partitions())
                        .mapToObj(partition -> new TopicPartition(name, partition))
                        .toList());
    }

    /** Reads until all are there or the time is over; true when all are. */
    boolean await(int all, Instant end) {
        while (known.size() < all) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            for (var record : consumer.poll(POLL)) {
                take(record.key(), codec.decode(record.value(), Wakeup.class));
            }
        }
        return true;
    }

    private void take(String key, Wakeup wakeup) {
        if (!known.add(key)) {
            twice++;
            return;
        }
        var due = wakeup.getNotBefore();
        if (due != null) {
            add(told, due, wakeup.getAt());
            add(seen, due, Instant.now());
        }
        answers.reminded(wakeup.getOrganization(), wakeup.getConversation());
    }

    private static void add(Histogram histogram, Instant due, Instant at) {
        histogram.recordValue(Math.clamp(Duration.between(due, at).toMillis(), 0, HIGHEST_MILLIS));
    }

    int count() {
        return known.size();
    }

    int twice() {
        return twice;
    }

    String told() {
        return text(told);
    }

    String seen() {
        return text(seen);
    }

    private static String text(Histogram millis) {
        return String.format(
                Locale.ROOT,
                "p50 %d   p99 %d   max %d ms",
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getMaxValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
