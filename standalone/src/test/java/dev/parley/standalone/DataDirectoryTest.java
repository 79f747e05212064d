package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void secondParleyIsKeptOutUntilTheFirstCloses() {
        try (var first = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(first.path()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("is in use by another Parley");
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void directoryThatCannotBeMadeIsNamed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cannot write to the data directory " + file);
    }

    @Test
    void emptyDirectoryForgetsTheRunBefore() throws IOException {
        var data = directory.resolve("data");
        try (var first = DataDirectory.openEmpty(data)) {
            Files.writeString(
                    Files.createDirectories(first.resolve("kafka")).resolve("log"), "old");
        }
        try (var second = DataDirectory.openEmpty(data)) {
            assertThat(second.resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void filesOfSomebodyElseAreNotDeleted() throws IOException {
        var precious = Files.writeString(directory.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> DataDirectory.openEmpty(directory))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("holds files that are not Parley's");
        assertThat(precious).exists();
    }
}
