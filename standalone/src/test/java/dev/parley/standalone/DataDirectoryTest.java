package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void newDirectoryIsItsOwnersAlone() throws IOException {
        try (var data = DataDirectory.open(directory.resolve("new").resolve("data"))) {
            assertThat(permissions(data.path())).isEqualTo("rwx------");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void directoryThatOthersCanEnterIsWarnedOf() throws IOException {
        var open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(warningsOf(open)).hasLineCount(1).contains("close it with: chmod 700 " + open);

        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
        assertThat(warningsOf(open)).isEmpty();
    }

    private static String warningsOf(Path path) {
        var err = new ByteArrayOutputStream();
        var usual = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try (var _ = DataDirectory.open(path)) {
            return err.toString(StandardCharsets.UTF_8);
        } finally {
            System.setErr(usual);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
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
