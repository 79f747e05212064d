package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.conversation.document.DocumentIntake;
import dev.parley.conversation.document.DocumentRegistry;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.PassageSearch;
import dev.parley.ingest.BudgetProperties;
import dev.parley.ingest.Budgets;
import dev.parley.ingest.OrganizationDocuments;
import dev.parley.testkit.Patience;
import dev.parley.testkit.openai.OpenAiStub;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What becomes of documents when the embedding model is another one from now on. */
class AnotherEmbeddingModelIT {
    private static final String KEY = "sk-0123456789";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final OpenAiStub stub = OpenAiStub.start(OpenAiStub.KeyHeader.BEARER, KEY);

    /** As the compacted topic does: survives every process. */
    private final Map<String, EmbeddedDocument> published = new LinkedHashMap<>();

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void documentsOfTheOldModelAreNotMixedInAndSendingThemAgainEmbedsThemAgain() throws Exception {
        process("first")
                .run(context -> {
                    put(context);
                    Patience.until(SOON, () -> found(context).size() == 1);
                    assertThat(found(context).getFirst().score()).isCloseTo(1, within(0.001));
                });
        assertThat(published.values())
                .extracting(EmbeddedDocument::embeddingModel)
                .containsExactly("first/32");

        process("second")
                .run(context -> {
                    published.values().forEach(document -> tell(context, document));
                    long before = stub.counts().calls();
                    assertThat(found(context)).isEmpty();

                    put(context);
                    Patience.until(SOON, () -> found(context).size() == 1);
                    assertThat(published.values())
                            .singleElement()
                            .satisfies(document -> {
                                assertThat(document.embeddingModel()).isEqualTo("second/32");
                                assertThat(document.document().version()).isEqualTo(2);
                            });
                    assertThat(stub.counts().calls()).isGreaterThan(before);
                });

        process("second")
                .run(context -> {
                    published.values().forEach(document -> tell(context, document));
                    long before = stub.counts().calls();

                    put(context);

                    assertThat(stub.counts().calls()).as("sent again as it is").isEqualTo(before);
                });
    }

    private ApplicationContextRunner process(String model) throws ClassNotFoundException {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                Class.forName(
                                        "dev.parley.documents.lucene.DocumentsAutoConfiguration"),
                                Class.forName(
                                        "dev.parley.model.openai.OpenAiEmbeddingsAutoConfiguration")))
                .withBean(Loopback.class, () -> new Loopback(published))
                .withPropertyValues(
                        "parley.embeddings.kind=openai",
                        "parley.embeddings.openai.base-url=" + stub.uri() + "/v1",
                        "parley.embeddings.openai.api-key=" + KEY,
                        "parley.embeddings.openai.model=" + model,
                        "parley.embeddings.openai.dimensions=32",
                        "parley.documents.threshold=0.4");
    }

    private static void put(ApplicationContext process) {
        process.getBean(Loopback.class).sinks.addAll(sinks(process));
        var limits = new BudgetProperties(0, 0, 1, 0, 2, 1, 1, 1, 10, 1_000, 10);
        new OrganizationDocuments(
                        process.getBean(DocumentIntake.class),
                        new Budgets(limits, 1, new SimpleMeterRegistry()),
                        SOON)
                .put("acme", "returns", "Returns", null, "Within 30 days");
    }

    private static List<FoundPassage> found(ApplicationContext process) {
        return process.getBean(PassageSearch.class).search("acme", "Returns Within 30 days", 5);
    }

    private static void tell(ApplicationContext process, EmbeddedDocument document) {
        sinks(process).forEach(sink -> sink.put(document));
    }

    private static Collection<DocumentSink> sinks(ApplicationContext process) {
        return process.getBeansOfType(DocumentSink.class).values();
    }

    /** Publishes for good, and tells the process at once. */
    private static final class Loopback implements DocumentRegistry {
        private final Map<String, EmbeddedDocument> published;
        private final List<DocumentSink> sinks = new ArrayList<>();

        private Loopback(Map<String, EmbeddedDocument> published) {
            this.published = published;
        }

        @Override
        public void publish(EmbeddedDocument document) {
            published.put(document.document().id(), document);
            sinks.forEach(sink -> sink.put(document));
        }

        @Override
        public void remove(String organization, String documentId) {
            published.remove(documentId);
        }
    }
}
