package dev.parley.benchmarks;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.schemas.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The least any pipeline of this shape costs on this machine: per turn the same records on Kafka,
 * the same number of store transactions and of Redis calls, in the same order, and nothing else.
 * There is no HTTP, no Avro, no decision, no order of keys, no group, no offset commit, no metric,
 * no trace.
 *
 * <pre>
 * produce inbound; read; 1 store step; Redis take; 1 store step;
 * produce plan;    read; 2 store steps;
 * produce reply;   Redis release; read by three; 1 store read;
 * produce event;   read by one
 * </pre>
 *
 * Every record is awaited as the pipeline awaits it, and handled on a virtual thread of its own.
 */
final class Floor implements AutoCloseable {
    private static final String ORGANIZATION = "bench-floor";
    private static final List<Topic> TOPICS =
            List.of(Topic.INBOUND, Topic.PLANS, Topic.REPLIES, Topic.EVENTS);

    /** Numbers the clients of all rounds, so that none meets the rows of another. */
    private static final AtomicLong CLIENTS = new AtomicLong();

    private final FloorSettings settings;
    private final ConversationStore store;
    private final Cooldown cooldown;
    private final Replies replies = new Replies();
    private final KafkaProducer<String, byte[]> producer;
    private final Map<Topic, byte[]> values = new EnumMap<>(Topic.class);
    private final List<Tail> tails = new ArrayList<>();

    private Floor(FloorSettings settings, ConversationStore store, Cooldown cooldown) {
        this.settings = settings;
        this.store = store;
        this.cooldown = cooldown;
        settings.recordBytes().forEach((topic, bytes) -> values.put(topic, new byte[bytes]));
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers(),
                                ProducerConfig.ACKS_CONFIG, "all",
                                ProducerConfig.LINGER_MS_CONFIG, settings.lingerMillis()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Starts its readers on topics of its own, which it creates when they are missing. */
    static Floor start(FloorSettings settings, ConversationStore store, Cooldown cooldown)
            throws ExecutionException, InterruptedException {
        createTopics(settings);
        var floor = new Floor(settings, store, cooldown);
        floor.onEach(Topic.INBOUND, floor::plan);
        floor.onEach(Topic.PLANS, floor::execute);
        floor.onEach(Topic.REPLIES, floor::postProcess);
        floor.read(List.of(Topic.REPLIES, Topic.EVENTS), _ -> {}); // as the edge does
        floor.read(List.of(Topic.REPLIES), floor::seen); // as the load generator does
        return floor;
    }

    /** Clients that take turns of the floor, each with a new row every so many turns. */
    List<LoadClient> clients(int count) {
        var clients = new ArrayList<LoadClient>();
        for (int i = 0; i < count; i++) {
            clients.add(new Client("floor-" + CLIENTS.incrementAndGet()));
        }
        return clients;
    }

    private final class Client implements LoadClient {
        private final String name;
        private long turn;

        private Client(String name) {
            this.name = name;
        }

        @Override
        public Timing turn() throws Exception {
            var key = ORGANIZATION + "/" + name + "-" + turn / settings.turnsEach();
            boolean opens = turn++ % settings.turnsEach() == 0;
            replies.expect(key, 0);
            long begun = System.nanoTime();
            publish(Topic.INBOUND, key);
            long accepted = System.nanoTime();
            var seen = replies.await(key);
            if (opens) {
                publish(Topic.EVENTS, key);
            }
            long micros = (seen.seenAtNanos() - accepted) / 1_000;
            return new Timing((accepted - begun) / 1_000, micros, micros);
        }

        @Override
        public void close() {}
    }

    private void plan(String key, ConversationId id) throws Exception {
        store.apply(new Touch(id));
        cooldown.acquire(id, 1);
        store.apply(new Touch(id));
        publish(Topic.PLANS, key);
    }

    private void execute(String key, ConversationId id) throws Exception {
        store.apply(new Touch(id));
        store.apply(new Touch(id));
        publish(Topic.REPLIES, key);
        cooldown.release(id, 1);
    }

    private void postProcess(String key, ConversationId id) throws Exception {
        store.messages(id, 0, 1);
        publish(Topic.EVENTS, key);
    }

    private void seen(ConsumerRecord<String, byte[]> record) {
        replies.seen(record.key(), 0, 0);
    }

    /** Publishes a record and waits until it is acknowledged. */
    private void publish(Topic topic, String key) throws ExecutionException, InterruptedException {
        var value = Optional.ofNullable(values.get(topic)).orElseThrow();
        producer.send(new ProducerRecord<>(name(topic), key, value)).get();
    }

    private interface Stage {
        void handle(String key, ConversationId id) throws Exception;
    }

    private void onEach(Topic topic, Stage stage) {
        read(
                List.of(topic),
                record ->
                        Thread.ofVirtual()
                                .name("floor-" + topic.baseName())
                                .start(() -> handle(record.key(), stage)));
    }

    /** A stage that fails says so; its turn then counts as an error of the client that waits. */
    private static void handle(String key, Stage stage) {
        try {
            var slash = key.indexOf('/');
            stage.handle(
                    key, new ConversationId(key.substring(0, slash), key.substring(slash + 1)));
        } catch (Exception e) {
            throw new IllegalStateException("the floor failed in " + key, e);
        }
    }

    private void read(List<Topic> topics, Consumer<ConsumerRecord<String, byte[]>> seen) {
        tails.add(new Tail(settings.brokers(), topics.stream().map(Floor::name).toList(), seen));
    }

    private static String name(Topic topic) {
        return "bench-floor." + topic.baseName();
    }

    private static void createTopics(FloorSettings settings)
            throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                (Object) settings.brokers()))) {
            var known = admin.listTopics().names().get();
            var missing =
                    TOPICS.stream()
                            .map(Floor::name)
                            .filter(name -> !known.contains(name))
                            .map(name -> new NewTopic(name, settings.partitions(), (short) 1))
                            .toList();
            admin.createTopics(missing).all().get();
        }
    }

    @Override
    public void close() {
        tails.forEach(Tail::close);
        producer.close();
    }
}
