package dev.parley.standalone.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.schemas.Author;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.EventType;
import dev.parley.schemas.InboundMessage;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.standalone.Standalone;
import dev.parley.standalone.StandaloneSettings;
import dev.parley.testkit.Invariants;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One record in a hundred of 20,000 on the inbound topic can never be handled. The good ones are
 * answered, the dead letters are exactly the others, and nothing waits for anything.
 */
@Timeout(240)
class PoisonedInboundIT {
    private static final int RECORDS = 20_000;
    private static final int EVERY = 100;

    /** No divisor of the distance between two bad ones, so that each has good ones. */
    private static final int CONVERSATIONS = 997;

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SHOP = "shop";

    private final RecordCodec codec = new RecordCodec();
    private final Random random = new Random(11);

    /** What was sent and cannot be handled, by its place. */
    private final Map<String, ProducerRecord<byte[], byte[]>> poison = new ConcurrentHashMap<>();

    @Test
    void goodRecordsAreAnsweredAndThePoisonIsExactlyTheDeadLetters(@TempDir Path data)
            throws Exception {
        var settings =
                StandaloneSettings.onFreePorts(data)
                        .withProperties(Map.of("parley.worker.unknown-schema-timeout", "1s"));
        try (var parley = Standalone.start(settings)) {
            parley.client().createOrganization(SHOP);
            var store = parley.context().getBean(ConversationStore.class);
            var letters = parley.context().getBean(DeadLetters.class);
            long start = System.nanoTime();

            int good = send(parley);
            Bound.await(
                    () -> answered(store) + " of " + good + " are answered",
                    LIMIT,
                    () -> answered(store) == good);
            Bound.await(
                    () -> letters.countOpen() + " of " + poison.size() + " letters",
                    Duration.ofSeconds(30),
                    () -> letters.countOpen() >= poison.size());

            var took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf(
                    "%d good records of %d conversations answered, %d dead letters, in %d ms%n",
                    good, CONVERSATIONS, poison.size(), took.toMillis());
            assertThat(took).isLessThan(LIMIT);
            assertLetters(letters);
            assertConversations(store, good);
        }
    }

    private int send(Standalone parley) {
        int good = 0;
        var topic = parley.context().getBean(TopicCatalogue.class).name(Topic.INBOUND);
        var settings =
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, parley.kafkaAddress());
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < RECORDS; number++) {
                boolean bad = number % EVERY == 42;
                var record = bad ? poison(topic, number) : good(topic, number);
                producer.send(
                        record,
                        (place, failure) -> {
                            if (bad && failure == null) {
                                poison.put(place.partition() + "@" + place.offset(), record);
                            }
                        });
                good += bad ? 0 : 1;
            }
            producer.flush();
        }
        assertThat(poison).hasSize(RECORDS / EVERY);
        return good;
    }

    private void assertLetters(DeadLetters letters) {
        var found = letters.list(DeadLetterQuery.of(null, RECORDS));
        assertThat(found)
                .extracting(PoisonedInboundIT::place)
                .containsExactlyInAnyOrderElementsOf(poison.keySet());
        for (var letter : found) {
            var sent = Objects.requireNonNull(poison.get(place(letter)));
            assertThat(letter.record().key()).isEqualTo(bytes(sent.key()));
            assertThat(letter.record().value()).isEqualTo(bytes(sent.value()));
            assertThat(letter.turn()).isNull();
            assertThat(letter.cause()).isNotBlank();
        }
        assertThat(found).extracting(DeadLetter::stage).containsOnly("planner");
    }

    /** Every message has exactly one disposition, and it is an answer. */
    private static void assertConversations(ConversationStore store, int good) {
        long messages = 0;
        for (int number = 0; number < CONVERSATIONS; number++) {
            var id = new ConversationId(SHOP, "c-" + number);
            Invariants.check(store, id);
            assertThat(store.dispositions(id, RECORDS))
                    .extracting(Disposition::kind)
                    .containsOnly(Disposition.Kind.ANSWERED);
            messages +=
                    store.messages(id, 0, RECORDS).size() - store.replies(id, 0, RECORDS).size();
        }
        assertThat(messages).isEqualTo(good);
    }

    /** Messages with a disposition, where none is left without. */
    private static long answered(ConversationStore store) {
        if (!store.waiting(null, Instant.now().plusSeconds(60), 1).isEmpty()) {
            return -1;
        }
        return store.list(SHOP, null, null, CONVERSATIONS).stream()
                .filter(row -> row.turn() == null && !row.needsProcessing())
                .mapToLong(row -> row.progress().lastSeq() - row.lastOutSeq())
                .sum();
    }

    private ProducerRecord<byte[], byte[]> good(String topic, int number) {
        var id = new ConversationId(SHOP, "c-" + number % CONVERSATIONS);
        return record(topic, key(id), codec.encode(message(id, number)));
    }

    private ProducerRecord<byte[], byte[]> poison(String topic, int number) {
        var id = new ConversationId(SHOP, "c-" + random.nextInt(CONVERSATIONS));
        var value = codec.encode(message(id, number));
        var garbage = new byte[random.nextInt(1, 300)];
        random.nextBytes(garbage);
        return switch (number / EVERY % 9) {
            case 0 -> record(topic, key(id), garbage);
            case 1 -> record(topic, key(id), withUnknownFingerprint(value));
            case 2 -> record(topic, key(new ConversationId("other", "c-1")), value);
            case 3 -> record(topic, key(id), codec.encode(event(id)));
            case 4 -> record(topic, key(id), codec.encode(ofNoConversation(id, number)));
            case 5 -> record(topic, key(id), Arrays.copyOf(value, value.length - 3));
            case 6 -> record(topic, null, value);
            case 7 -> record(topic, "no conversation".getBytes(UTF_8), value);
            default -> record(topic, key(id), null);
        };
    }

    private byte[] withUnknownFingerprint(byte[] value) {
        var unknown = value.clone();
        for (int i = 2; i < 10; i++) {
            unknown[i] = (byte) random.nextInt();
        }
        return unknown;
    }

    private static InboundMessage message(ConversationId id, int number) {
        return InboundMessage.newBuilder()
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setMessageId("m-" + number)
                .setChannel("rest")
                .setChannelAccount("rest")
                .setProviderMessageId("m-" + number)
                .setAuthor(new Author("customer", null, List.of()))
                .setText("Do you have number " + number + "?")
                .setReceivedAt(Instant.now())
                .build();
    }

    private static SpecificRecord ofNoConversation(ConversationId id, int number) {
        return InboundMessage.newBuilder(message(id, number)).setConversation("two words").build();
    }

    private static SpecificRecord event(ConversationId id) {
        return ConversationEvent.newBuilder()
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setType(EventType.OPENED)
                .setAt(Instant.now())
                .build();
    }

    private static byte[] key(ConversationId id) {
        return id.toString().getBytes(UTF_8);
    }

    private static String place(DeadLetter letter) {
        return letter.record().partition() + "@" + letter.record().offset();
    }

    private static @Nullable Bytes bytes(byte @Nullable [] array) {
        return array == null ? null : Bytes.of(array);
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, key, value);
    }
}
