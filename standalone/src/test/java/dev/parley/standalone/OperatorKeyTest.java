package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OperatorKeyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path data;

    @Test
    void keyIsMadeOnceAndKept() {
        var key = OperatorKey.of(data);
        assertThat(key.text()).matches("op_[A-Za-z0-9_-]{43}");
        assertThat(OperatorKey.of(data)).isEqualTo(key);
    }

    @Test
    void twoInstallationsHaveDifferentKeys() throws IOException {
        assertThat(OperatorKey.of(data))
                .isNotEqualTo(OperatorKey.of(Files.createDirectory(data.resolve("other"))));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void onlyTheOwnerCanReadIt() throws IOException {
        OperatorKey.of(data);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve(OperatorKey.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void hashIsTheOneOfTheText() {
        assertThat(new OperatorKey("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void printedRecordDoesNotTellTheKey() {
        assertThat(new OperatorKey("op_secret").toString()).doesNotContain("secret");
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        Files.writeString(data.resolve(OperatorKey.FILE), "\n");
        assertThatThrownBy(() -> OperatorKey.of(data))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is empty");
    }
}
