package dev.parley.model.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyTest {
    @TempDir private Path directory;

    @Test
    void keyOfAFileIsReadAnewEachTime() throws Exception {
        var file = directory.resolve("key");
        Files.writeString(file, "sk-1\n");
        assertThat(ApiKey.of("p", null, file).value()).isEqualTo("sk-1");

        Files.writeString(file, "sk-2\n");
        assertThat(ApiKey.of("p", " ", file).value()).isEqualTo("sk-2");
    }

    @Test
    void exactlyOneSourceIsNeeded() {
        assertThatThrownBy(() -> ApiKey.of("p", null, null)).hasMessageContaining("p.api-key");
        assertThatThrownBy(() -> ApiKey.of("p", "sk-1", directory))
                .hasMessageContaining("p.api-key-file")
                .hasMessageNotContaining("sk-1");
    }

    @Test
    void whatCannotBeAKeyIsRefusedWithoutShowingIt() throws Exception {
        var file = directory.resolve("key");
        Files.writeString(file, "sk-1\r\nX-Evil: 1");

        assertThatThrownBy(() -> ApiKey.of("p", null, file))
                .hasMessageContaining("p.api-key-file")
                .hasMessageNotContaining("sk-1");
        assertThatThrownBy(() -> ApiKey.of("p", null, directory.resolve("none")))
                .hasMessageContaining("p.api-key-file");
    }

    @Test
    void printsAsStars() {
        assertThat(ApiKey.of("p", "sk-1", null)).hasToString("***");
    }
}
