package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SchemaHistoryTest {

    private static final String TOOLS_DOC =
            "\"doc\": \"Names of the tools the turn may call; every call is checked against it.\"";
    private static final String LAST_FIELD = "\"doc\": \"Time of the failure.\" }";

    @Test
    void currentSchemasAreTheNewestReleasedOnes() throws IOException {
        assertThat(SchemaFiles.historyCheck().problems()).isEmpty();
    }

    @Test
    void everyReleasedVersionIsOnTheClassPath() throws IOException {
        assertThat(SchemaHistory.released())
                .hasSameSizeAs(SchemaFiles.historyCheck().released().keySet());
    }

    @Test
    void changedTextOfACurrentSchemaIsRefusedWithAdvice() throws IOException {
        var real = SchemaFiles.historyCheck();
        var changed = replaced(real.current(), "Plan.avsc", TOOLS_DOC, "\"doc\": \"Tools.\"");

        assertThat(new HistoryCheck(changed, real.released(), real.checksums()).problems())
                .containsExactly(
                        "Plan.avsc differs from history/Plan/v1.avsc. Leave v1 as it is; add history/Plan/v2.avsc and its"
                                + " checksum line");
    }

    @Test
    void changedDefaultWhichTheFingerprintIgnoresIsRefused() throws IOException {
        var real = SchemaFiles.historyCheck();
        var changed = replaced(real.current(), "Wakeup.avsc", "\"default\": 0", "\"default\": 1");

        assertThat(new HistoryCheck(changed, real.released(), real.checksums()).problems())
                .hasSize(1);
    }

    @Test
    void schemaChangedTogetherWithItsHistoryIsRefusedWithAdvice() throws IOException {
        var real = SchemaFiles.historyCheck();
        var changed = replaced(real.current(), "Plan.avsc", TOOLS_DOC, "\"doc\": \"Tools.\"");
        var rewritten = replaced(real.released(), "Plan/v1.avsc", TOOLS_DOC, "\"doc\": \"Tools.\"");

        assertThat(new HistoryCheck(changed, rewritten, real.checksums()).problems())
                .containsExactly(
                        "history/Plan/v1.avsc was changed in place. Restore it; add v2.avsc and its checksum line instead");
    }

    @Test
    void compatibleNewVersionIsAccepted() throws IOException {
        var withOptional =
                LAST_FIELD
                        + ", { \"name\": \"by\", \"type\": [\"null\", \"string\"], \"doc\": \"Who.\", \"default\": null }";

        assertThat(withSecondVersionOfErrorReport(LAST_FIELD, withOptional).problems()).isEmpty();
    }

    @Test
    void newFieldWithoutDefaultIsRefused() throws IOException {
        var withRequired =
                LAST_FIELD + ", { \"name\": \"by\", \"type\": \"string\", \"doc\": \"Who.\" }";

        assertThat(withSecondVersionOfErrorReport(LAST_FIELD, withRequired).problems())
                .singleElement()
                .asString()
                .contains(
                        "v2 of ErrorReport cannot read what v1 wrote",
                        "READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void removedFieldThatOldReadersNeedIsRefused() throws IOException {
        var at = "{ \"name\": \"at\",";

        assertThat(
                        withSecondVersionOfErrorReport(
                                        at, "{ \"name\": \"writtenAt\", \"default\": 0,")
                                .problems())
                .singleElement()
                .asString()
                .contains("v1 of ErrorReport cannot read what v2 wrote");
    }

    @Test
    void versionWithoutChecksumLineIsRefused() throws IOException {
        var real = SchemaFiles.historyCheck();

        assertThat(new HistoryCheck(real.current(), real.released(), "").problems())
                .hasSameSizeAs(real.released().keySet())
                .allMatch(problem -> problem.startsWith("history/checksums.sha256 lacks the line"));
    }

    @Test
    void vanishedVersionIsRefused() throws IOException {
        var real = SchemaFiles.historyCheck();
        var released = new HashMap<>(real.released());
        released.remove("Plan/v1.avsc");

        assertThat(new HistoryCheck(real.current(), released, real.checksums()).problems())
                .containsExactlyInAnyOrder(
                        "history/Plan/v1.avsc has a checksum line but is gone",
                        "Plan.avsc was never released: add history/Plan/v1.avsc and its checksum line");
    }

    private static HistoryCheck withSecondVersionOfErrorReport(String old, String replacement)
            throws IOException {
        var real = SchemaFiles.historyCheck();
        var current = replaced(real.current(), "ErrorReport.avsc", old, replacement);
        var second = Objects.requireNonNull(current.get("ErrorReport.avsc"));
        var released = new HashMap<>(real.released());
        released.put("ErrorReport/v2.avsc", second);
        return new HistoryCheck(
                current,
                released,
                real.checksums() + HistoryCheck.checksumLine("ErrorReport/v2.avsc", second) + "\n");
    }

    private static Map<String, String> replaced(
            Map<String, String> texts, String file, String old, String replacement) {
        var changed = new HashMap<>(texts);
        changed.computeIfPresent(
                file,
                (_, text) -> {
                    assertThat(text).contains(old);
                    return text.replace(old, replacement);
                });
        return changed;
    }
}
