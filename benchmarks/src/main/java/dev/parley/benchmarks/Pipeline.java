package dev.parley.benchmarks;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Reply;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.standalone.Standalone;
import dev.parley.standalone.StandaloneSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.convert.DurationStyle;

/** A standalone Parley with the offline model at 0 ms, and what is known of the load on it. */
final class Pipeline implements AutoCloseable {
    private static final String LINGER = "parley.kafka.linger";
    private static final String DEFAULT_LINGER = "1ms";

    private final TurnsSettings settings;
    private final Standalone parley;
    private final TopicCatalogue catalogue;
    private final RecordCodec codec;
    private final Traffic traffic;
    private final Replies replies = new Replies();
    private final Map<ConversationId, Integer> sent = new ConcurrentHashMap<>();
    private final Tail tail;

    Pipeline(TurnsSettings settings, Path data) {
        this.settings = settings;
        this.parley =
                Standalone.start(
                        StandaloneSettings.onFreePorts(data).withProperties(settings.properties()));
        this.catalogue = parley.context().getBean(TopicCatalogue.class);
        this.codec = parley.context().getBean(RecordCodec.class);
        this.traffic = new Traffic(parley.kafkaAddress(), catalogue);
        this.tail =
                new Tail(parley.kafkaAddress(), List.of(catalogue.name(Topic.REPLIES)), this::seen);
        for (int i = 0; i < settings.organizations(); i++) {
            parley.client().createOrganization(organization(i));
        }
    }

    /**
     * Customers with a connection each, spread over the organizations.
     *
     * @param name what the ids of their conversations begin with; new for each call
     */
    List<LoadClient> customers(String name, int count) {
        var customers = new ArrayList<LoadClient>();
        for (int i = 0; i < count; i++) {
            customers.add(
                    new Customer(
                            new HttpConnection(parley.address(), parley.operatorKey()),
                            replies,
                            organization(i % settings.organizations()),
                            name + "-" + i,
                            settings.turnsEach(),
                            sent));
        }
        return customers;
    }

    /** The same records, transactions and calls without a pipeline, on the same servers. */
    Floor floor() throws ExecutionException, InterruptedException {
        return Floor.start(
                new FloorSettings(
                        parley.kafkaAddress(),
                        catalogue.partitions(),
                        linger().toMillis(),
                        traffic.recordBytes(),
                        settings.turnsEach()),
                store(),
                parley.context().getBean(Cooldown.class));
    }

    Traffic traffic() {
        return traffic;
    }

    /** Compares what was accepted with what the store holds. */
    Audit audit() {
        return Audit.of(store(), sent);
    }

    long redisPid() {
        return parley.redis().orElseThrow().pid();
    }

    /** What of the settings the numbers depend on. */
    String describe() {
        return Text.of(
                "%d partitions, linger %d ms, SQLite durability %s%s",
                catalogue.partitions(),
                linger().toMillis(),
                property("parley.store.durability", "buffered"),
                settings.properties().isEmpty() ? "" : ", " + settings.properties());
    }

    /** Names the linger even where it is the default, so that the floor's producer has the same. */
    private static Map<String, String> properties(TurnsSettings settings) {
        var properties = new HashMap<>(settings.properties());
        properties.putIfAbsent(LINGER, DEFAULT_LINGER);
        // A handful of organizations make all the load: their rates are not what is measured.
        properties.putIfAbsent("parley.api.rate.messages-per-second", "0");
        properties.putIfAbsent("parley.budget.reads-per-second", "0");
        properties.putIfAbsent("parley.budget.concurrent-requests", "100000");
        return properties;
    }

    private Duration linger() {
        return DurationStyle.detectAndParse(property(LINGER, DEFAULT_LINGER));
    }

    private String property(String name, String otherwise) {
        return parley.context().getEnvironment().getProperty(name, otherwise);
    }

    private ConversationStore store() {
        return parley.context().getBean(ConversationStore.class);
    }

    private void seen(ConsumerRecord<String, byte[]> record) {
        var reply = codec.decode(record.value(), Reply.class);
        replies.seen(record.key(), reply.getTurnNumber(), reply.getCommittedAt().toEpochMilli());
    }

    private static String organization(int number) {
        return "bench-" + number;
    }

    @Override
    public void close() {
        tail.close();
        traffic.close();
        parley.close();
    }
}
