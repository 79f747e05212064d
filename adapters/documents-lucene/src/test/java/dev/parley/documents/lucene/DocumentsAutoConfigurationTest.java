package dev.parley.documents.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.Embeddings;
import dev.parley.conversation.document.PassageSearch;
import java.nio.file.Path;
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
    void aProcessThatOnlyPublishesHoldsNoIndex() {
        runner.withPropertyValues("parley.documents.search=false")
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(DocumentEmbedder.class)
                                .doesNotHaveBean(PassageSearch.class));
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
                "parley.embeddings.local.threads=0"
            })
    void wrongSettingsStopTheStart(String setting) {
        runner.withPropertyValues(setting).run(context -> assertThat(context).hasFailed());
    }
}
