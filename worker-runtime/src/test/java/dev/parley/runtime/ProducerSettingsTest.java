package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What "published" rests on: no setting from outside makes it mean less. */
class ProducerSettingsTest {
    @Test
    void onlyAllReplicasInSyncAcknowledgeWhateverIsConfigured() {
        Map<String, Object> weaker =
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "interceptor.classes",
                        Seen.class.getName(),
                        "acks",
                        "1",
                        "enable.idempotence",
                        false,
                        "linger.ms",
                        7);
        new RecordPublisher(Records.CODEC, "schemas", weaker).close();
        assertThat(Seen.SETTINGS.get())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", 7);
    }

    /** Is told the producer's settings, as Kafka does with interceptors. */
    public static final class Seen implements ProducerInterceptor<byte[], byte[]> {
        static final AtomicReference<Map<String, Object>> SETTINGS =
                new AtomicReference<>(Map.of());

        @Override
        public void configure(Map<String, ?> settings) {
            SETTINGS.set(new HashMap<>(settings));
        }

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception e) {}

        @Override
        public void close() {}
    }
}
