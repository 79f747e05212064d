package dev.parley.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** All topics under a prefix of their own on a real broker, for one test. */
final class Lane implements AutoCloseable {

    static final String GROUP = "workers";
    private static final AtomicInteger LANES = new AtomicInteger();

    final String bootstrap;
    final RecordCodec codec = new RecordCodec();
    final TopicCatalogue catalogue;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RecordPublisher publisher;
    private final Admin admin;

    private Lane(String bootstrap, TopicCatalogue catalogue) {
        this.bootstrap = bootstrap;
        this.catalogue = catalogue;
        this.admin = Admin.create(client());
        this.publisher = new RecordPublisher(codec, name(Topic.SCHEMAS), client());
    }

    static Lane create(EmbeddedKafka kafka, int partitions) throws Exception {
        var prefix = "lane" + LANES.incrementAndGet() + ".";
        var lane = new Lane(kafka.bootstrapServers(), new TopicCatalogue(prefix, partitions, 1));
        var topics =
                lane.catalogue.all().stream()
                        .map(each ->
                                new NewTopic(
                                        each.name(), each.partitions(), each.replicationFactor()))
                        .toList();
        lane.admin.createTopics(topics).all().get();
        var names = topics.stream().map(NewTopic::name).toList();
        TopicReadiness.await(lane.admin, names, Duration.ofSeconds(30));
        return lane;
    }

    /** The lane that another JVM created. */
    static Lane join(String bootstrap, String prefix, int partitions) {
        return new Lane(bootstrap, new TopicCatalogue(prefix, partitions, 1));
    }

    String name(Topic topic) {
        return catalogue.name(topic);
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrap);
    }

    ProcessorSettings settings(Topic... topics) {
        var names = Arrays.stream(topics).map(this::name).collect(Collectors.toSet());
        return ProcessorSettings.of("planner", GROUP + catalogue.prefix(), names, client())
                .withDrainTimeout(Duration.ofSeconds(5));
    }

    ProcessorSettings settings(Topic topic, Map<String, Object> consumer, Duration drain) {
        var all = new HashMap<>(client());
        all.putAll(consumer);
        var d = settings(topic);
        return new ProcessorSettings(
                d.name(),
                d.groupId(),
                d.topics(),
                d.bounds(),
                d.patience(),
                d.pace().withDrain(drain).withRevoke(drain),
                all);
    }

    FailureRouter router() {
        return new PublishingFailureRouter(
                "planner",
                publisher,
                name(Topic.PLANNER_ERRORS),
                name(Topic.DEAD_LETTERS),
                InstantSource.system());
    }

    RecordProcessor processor(ProcessorSettings settings, RecordHandler handler) {
        return new RecordProcessor(
                settings,
                handler,
                new CatalogueDecoder(codec, catalogue),
                FailureHandling.standard(router()),
                meters);
    }

    /** A wakeup that carries a number, so that handlers can tell records apart. */
    static Wakeup wakeup(int number) {
        return new Wakeup("acme", "any", WakeupReason.OPERATOR, number, null, Instant.EPOCH);
    }

    static int number(WorkRecord record) {
        return ((Wakeup) record.value()).getAttempt();
    }

    static String key(int conversation) {
        return "acme/c" + conversation;
    }

    void send(Topic topic, String key, int number) {
        publisher.publish(name(topic), key, wakeup(number), TraceContext.root()).join();
    }

    /** Publishes numbers 0 to count-1, number n under key n modulo keys, and waits for all. */
    void sendMany(Topic topic, int count, int keys) {
        var trace = TraceContext.root();
        var sent = new ArrayList<CompletableFuture<Void>>(count);
        for (int number = 0; number < count; number++) {
            sent.add(publisher.publish(name(topic), key(number % keys), wakeup(number), trace));
        }
        sent.forEach(CompletableFuture::join);
    }

    void sendRaw(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var each : sent) {
                each.get();
            }
        }
    }

    /** Everything the topic holds now. */
    List<ConsumerRecord<byte[], byte[]>> readAll(Topic topic) {
        var settings = new HashMap<>(client());
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(name(topic)).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    <T extends SpecificRecord> List<T> readAll(Topic topic, Class<T> type) {
        return readAll(topic).stream().map(each -> codec.decode(each.value(), type)).toList();
    }

    Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        return admin.listConsumerGroupOffsets(GROUP + catalogue.prefix())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    /** Sum of the committed offsets: the records that count as done, when nothing was deleted. */
    long committedRecords() throws Exception {
        return committed().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        publisher.close();
        admin.close();
    }
}
