package dev.parley.benchmarks.faults;

import dev.parley.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that nobody can read: among everybody's, and under the keys of living conversations. */
final class Poison {
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.INBOUND,
                    Topic.WAKEUPS,
                    Topic.PLANS,
                    Topic.REPLIES,
                    Topic.EVENTS,
                    Topic.EXECUTOR_ERRORS);

    private static final int ROUNDS = 20;
    private static final int LONG_KEY = 300_000;

    private Poison() {}

    static void pour(Stage stage) throws Exception {
        var properties =
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stage.broker().address(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4");
        var bytes = new ByteArraySerializer();
        try (var producer =
                new KafkaProducer<>(new HashMap<>(properties), bytes, new ByteArraySerializer())) {
            for (int round = 0; round < ROUNDS; round++) {
                for (var topic : TOPICS) {
                    for (Future<?> sent :
                            send(producer, "parley." + topic.baseName(), stage, round)) {
                        sent.get();
                    }
                }
            }
        }
    }

    private static List<Future<?>> send(
            KafkaProducer<byte[], byte[]> producer, String topic, Stage stage, int round) {
        var living = text(stage.organization() + "/" + stage.conversation(round));
        return List.of(
                producer.send(new ProducerRecord<>(topic, living, text("no Avro at all"))),
                producer.send(new ProducerRecord<>(topic, living, unknownSchema())),
                producer.send(new ProducerRecord<>(topic, null, new byte[0])),
                producer.send(new ProducerRecord<>(topic, text("no/key/of/ours"), new byte[4_096])),
                producer.send(new ProducerRecord<>(topic, new byte[] {-1, -2, 0, 7}, null)),
                producer.send(new ProducerRecord<>(topic, new byte[LONG_KEY], text("long key"))));
    }

    /** A single-object record of a schema that nobody has published. */
    private static byte[] unknownSchema() {
        var record = new byte[40];
        record[0] = (byte) 0xC3;
        record[1] = 0x01;
        record[2] = 0x55;
        return record;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
