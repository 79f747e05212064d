package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.conversation.UnpublishableException;
import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentRegistry;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.EmbeddedDocument.EmbeddedPassage;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class KafkaDocumentsIT {
    @TempDir static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(directory, 0);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void everyIndexIsToldOfUpdatesAndRemovalsWithinASecond() {
        try (var first = process();
                var second = process()) {
            var registry = first.getBean(DocumentRegistry.class);
            for (var index : List.of(index(first), index(second))) {
                registry.publish(document("live", index.nextVersion("live"), "One"));
                await(() -> index.title("live").equals("One"), Duration.ofSeconds(1));
                registry.publish(document("live", index.nextVersion("live"), "Two"));
                await(() -> index.title("live").equals("Two"), Duration.ofSeconds(1));
                registry.remove("acme", "live");
                await(() -> index.title("live").isEmpty(), Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void aProcessThatStartsLaterHasEverythingBeforeItTakesWork() {
        try (var first = process()) {
            var registry = first.getBean(DocumentRegistry.class);
            registry.publish(document("kept", 1, "Old"));
            registry.publish(document("kept", 2, "Kept"));
            registry.publish(document("gone", 1, "Gone"));
            registry.remove("acme", "gone");
        }
        try (var later = process()) {
            // At once: not awaited.
            assertThat(index(later).title("kept")).isEqualTo("Kept");
            assertThat(index(later).title("gone")).isEmpty();
            assertThat(index(later).documents)
                    .extractingByKey("acme/kept")
                    .satisfies(kept ->
                            assertThat(kept.passages().getFirst().vector())
                                    .containsExactly(0.6f, -0.8f));
        }
    }

    @Test
    void theLongestDocumentIsPublishedAndALongerRecordRefused() {
        try (var process = process()) {
            var registry = process.getBean(DocumentRegistry.class);
            var text = "x".repeat(Document.MAX_BYTES);
            var passages =
                    Collections.nCopies(
                            3_000, new EmbeddedPassage("x".repeat(350), new float[384]));
            registry.publish(new EmbeddedDocument(longest(text), "m", passages));
            await(() -> index(process).title("long").equals("Long"), Duration.ofSeconds(10));

            assertThatExceptionOfType(UnpublishableException.class)
                    .isThrownBy(() ->
                            registry.publish(
                                    new EmbeddedDocument(
                                            longest(text),
                                            "m",
                                            Collections.nCopies(9_000, passages.getFirst()))));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.remove("acme", "a/b"))
                    .withMessageContaining("document id");
            registry.remove("acme", "long");
        }
    }

    @Test
    void recordsThatCannotBeReadOrAreUnderAnothersKeyAreSkipped() {
        try (var process = process();
                var producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            var topic = process.getBean(TopicCatalogue.class).name(Topic.DOCUMENTS);
            var foreign =
                    DocumentRecords.record(
                            document("theirs", 1, "Theirs"), java.time.Instant.EPOCH);
            var bytes = new dev.parley.schemas.RecordCodec().encode(foreign);
            producer.send(new ProducerRecord<>(topic, "acme/torn", new byte[] {1, 2}));
            producer.send(new ProducerRecord<>(topic, "no key", bytes));
            producer.send(new ProducerRecord<>(topic, "other/theirs", bytes));
            producer.flush();
            process.getBean(DocumentRegistry.class).publish(document("after", 1, "After"));

            await(() -> index(process).title("after").equals("After"), Duration.ofSeconds(5));
            assertThat(index(process).documents).doesNotContainKeys("other/theirs", "acme/theirs");
        }
    }

    private static Document longest(String text) {
        return new Document("acme", "long", 1, "Long", null, text);
    }

    private static EmbeddedDocument document(String id, long version, String title) {
        return new EmbeddedDocument(
                new Document("acme", id, version, title, "https://acme/" + id, "Text."),
                "model",
                List.of(new EmbeddedPassage("Text.", new float[] {0.6f, -0.8f})));
    }

    private static Index index(ConfigurableApplicationContext process) {
        return process.getBean(Index.class);
    }

    private static ConfigurableApplicationContext process() {
        return new SpringApplicationBuilder(Process.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.main.banner-mode=off");
    }

    private static void await(BooleanSupplier condition, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + time).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Keeps what it was told last of each document. */
    static final class Index implements DocumentSink {
        private final Map<String, EmbeddedDocument> documents = new ConcurrentHashMap<>();

        @Override
        public void put(EmbeddedDocument embedded) {
            var document = embedded.document();
            documents.put(document.organization() + "/" + document.id(), embedded);
        }

        @Override
        public void remove(String organization, String documentId) {
            documents.remove(organization + "/" + documentId);
        }

        String title(String id) {
            var held = documents.get("acme/" + id);
            return held == null ? "" : held.document().title();
        }

        long nextVersion(String id) {
            var held = documents.get("acme/" + id);
            return held == null ? 1 : held.document().version() + 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Process {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Index index() {
            return new Index();
        }
    }
}
