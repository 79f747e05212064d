package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.testkit.Invariants;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code kill -9} leaves. */
@Timeout(120)
class ProcessDeathIT {
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 3_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void everyAcknowledgedMessageSurvivesTheKillInSqlite(Durability durability)
            throws IOException, InterruptedException {
        var acknowledged = appendAndKill(directory.toString(), durability);

        var settings = Settings.of(directory, durability);
        try (var store = JdbcConversationStore.sqlite(settings, InstantSource.system())) {
            assertStored(store, acknowledged, "sqlite", durability);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void everyAcknowledgedMessageSurvivesTheKillInPostgres(Durability durability)
            throws IOException, InterruptedException {
        try (var database = PostgresDatabase.create()) {
            var acknowledged = appendAndKill(database.url(), durability);

            try (var store = database.open(StoreClock.ofDatabase())) {
                assertStored(store, acknowledged, "postgresql", durability);
            }
        }
    }

    private static void assertStored(
            JdbcConversationStore store,
            List<String> acknowledged,
            String kind,
            Durability durability) {
        var byConversation =
                acknowledged.stream()
                        .map(line -> line.split(" "))
                        .collect(Collectors.groupingBy(parts -> parts[0]));
        byConversation.forEach((conversation, lines) -> {
            var id = new ConversationId("acme", conversation);
            var stored =
                    store.messages(id, 0, Integer.MAX_VALUE).stream()
                            .map(message -> message.seq() + " " + message.id())
                            .toList();
            assertThat(stored)
                    .containsAll(lines.stream().map(parts -> parts[1] + " " + parts[2]).toList());
            Invariants.check(store, id);
        });
        System.out.printf(
                "store kill -9: %s durability=%s acknowledged=%d conversations=%d lost=0%n",
                kind, durability, acknowledged.size(), byConversation.size());
    }

    private List<String> appendAndKill(String where, Durability durability)
            throws IOException, InterruptedException {
        var process = start(where, durability);
        var acknowledged = new ArrayList<String>();
        try (var lines = process.inputReader()) {
            readUntil(lines, acknowledged, ACKNOWLEDGED_BEFORE_THE_KILL);
            process.toHandle().destroyForcibly(); // the Process would close its output as well
            readUntil(lines, acknowledged, Integer.MAX_VALUE);
        } finally {
            process.destroyForcibly();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
        return acknowledged;
    }

    /** A line that the kill cut off was not acknowledged. */
    private static void readUntil(BufferedReader lines, List<String> into, int size)
            throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.matches("chat-\\d+ \\d+ m\\d+")) {
                into.add(line);
            }
            if (into.size() >= size) {
                return;
            }
        }
    }

    private Process start(String where, Durability durability) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        where,
                        durability.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
