package dev.parley.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of text records for the tests. */
record Topic(String bootstrapServers, String name) {

    void create() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(connection())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    void produce(String... values) throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(connection(), new StringSerializer(), new StringSerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(name, value)).get();
            }
        }
    }

    /** How often the partition has lost or changed its leader. */
    int leaderEpoch() throws ExecutionException, InterruptedException {
        var partition = new TopicPartition(name, 0);
        try (var admin = Admin.create(connection())) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .leaderEpoch()
                    .orElseThrow();
        }
    }

    /**
     * Reads from the beginning, or from where the group is, until this many records were read or 15
     * s are over.
     */
    List<String> consume(String group, int count) {
        var settings = connection();
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(name));
            var end = Instant.now().plusSeconds(15);
            while (values.size() < count && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    private Map<String, Object> connection() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }
}
