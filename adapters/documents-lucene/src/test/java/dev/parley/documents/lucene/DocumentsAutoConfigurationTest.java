package dev.parley.documents.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.DocumentIntake;
import dev.parley.conversation.document.DocumentRegistry;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.Embeddings;
import dev.parley.conversation.document.PassageSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DocumentsAutoConfigurationTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DocumentsAutoConfiguration.class));

    @Test
    void byDefaultDocumentsAreSearchedInMemoryWithTheMeasuredThreshold() {
        runner.run(context -> {
            assertThat(context)
                    .hasSingleBean(PassageSearch.class)
                    .hasSingleBean(DocumentSink.class);
            assertThat(context.getBean(PassageSearch.class).threshold())
                    .isEqualTo(LocalEmbeddings.THRESHOLD);
        });
    }

    @Test
    void everySettingIsTaken(@TempDir Path folder) {
        runner.withPropertyValues(
                        "parley.documents.threshold=0.5",
                        "parley.documents.directory=" + folder,
                        "parley.embeddings.local.threads=1")
                .run(context -> {
                    assertThat(context.getBean(PassageSearch.class).threshold()).isEqualTo(0.5);
                    assertThat(folder).isNotEmptyDirectory();
                });
    }

    @Test
    void modelThatNobodyMeasuredNeedsAThresholdWhereItIsSearched() {
        var remote =
                runner.withPropertyValues("parley.embeddings.kind=other")
                        .withBean(Embeddings.class, Unmeasured::new);
        remote.run(context ->
                assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("parley.documents.threshold")
                        .hasMessageContaining("unmeasured"));
        remote.withPropertyValues("parley.documents.search=false")
                .run(context -> assertThat(context).hasNotFailed());
        remote.withPropertyValues("parley.documents.threshold=0.3")
                .run(context ->
                        assertThat(context.getBean(PassageSearch.class).threshold())
                                .isEqualTo(0.3));
    }

    /** Embeddings of another adapter. */
    private static final class Unmeasured implements Embeddings {
        @Override
        public String model() {
            return "unmeasured";
        }

        @Override
        public int dimensions() {
            return 8;
        }

        @Override
        public int maxTokens() {
            return 100;
        }

        @Override
        public int tokens(String text) {
            return text.length();
        }

        @Override
        public OptionalDouble threshold() {
            return OptionalDouble.empty();
        }

        @Override
        public List<float[]> embed(String organization, List<String> texts) {
            throw new AssertionError("nobody asks");
        }
    }

    @Test
    void aProcessThatOnlyPublishesHoldsNoIndex() {
        runner.withPropertyValues("parley.documents.search=false")
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(DocumentEmbedder.class)
                                .doesNotHaveBean(PassageSearch.class));
    }

    @Test
    void documentsAreTakenInWhereTheyCanBePublished() {
        runner.run(context -> assertThat(context).doesNotHaveBean(DocumentIntake.class));
        runner.withBean(DocumentRegistry.class, () -> new Shelf())
                .run(context -> {
                    var intake = context.getBean(DocumentIntake.class);
                    intake.accept(
                            new Document("acme", "returns", 1, "Returns", null, "Within 30 days."));
                    var published = context.getBean(Shelf.class).published;
                    assertThat(published).hasSize(1);
                    context.getBeansOfType(DocumentSink.class)
                            .values()
                            .forEach(sink -> sink.put(published.getFirst()));
                    assertThat(intake.held("acme")).hasSize(1);
                });
    }

    /** Keeps what was published. */
    private static final class Shelf implements DocumentRegistry {
        private final List<EmbeddedDocument> published = new ArrayList<>();

        @Override
        public void publish(EmbeddedDocument document) {
            published.add(document);
        }

        @Override
        public void remove(String organization, String documentId) {
            published.removeIf(document -> document.document().id().equals(documentId));
        }
    }

    @Test
    void switchedOffThereIsNothing() {
        runner.withPropertyValues("parley.documents.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Embeddings.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.documents.threshold=1.1",
                "parley.documents.threshold=NaN",
                "parley.documents.treshold=0.5",
                "parley.documents.embedding-patience=-1s",
                "parley.documents.embedding-patience=241s",
                "parley.embeddings.local.threads=0"
            })
    void wrongSettingsStopTheStart(String setting) {
        runner.withPropertyValues(setting).run(context -> assertThat(context).hasFailed());
    }
}
