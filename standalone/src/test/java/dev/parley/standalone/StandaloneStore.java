package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Fate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that are missing or of another build, on a Parley that runs. */
interface StandaloneStore extends RunningStandalone {
    @Test
    default void rowOfANewerBuildHurtsNobodyElse() throws SQLException {
        parley().client().createOrganization("upgraded");
        post("upgraded", "a-newer/messages", message("n1", "ada"));
        assertThat(parley().client().why("upgraded", "n1", "", WAIT)).isPresent();
        change("status = 'SNOOZED', due_at = 1, waiting_since = 1");
        try {
            post("upgraded", "other/messages", message("o1", "bob"));
            var other = parley().client().why("upgraded", "o1", "", WAIT).orElseThrow();
            assertThat(other.disposition()).isEqualTo(Fate.ANSWERED);
            assertThat(get("/v1/organizations/upgraded/conversations"))
                    .contains("\"other\"")
                    .doesNotContain("a-newer");
            assertThat(get("/v1/conversations/stuck?olderThan=0")).doesNotContain("a-newer");
        } finally {
            change("status = 'OPEN', due_at = NULL, waiting_since = NULL");
        }
        assertThat(parley().client().conversation("upgraded", "a-newer")).isPresent();
    }

    @Test
    default void storeThatLostItsNewestCommitsGetsThemBackFromTheTopics() throws SQLException {
        parley().client().createOrganization("lossy");
        post("lossy", "kept/messages", message("k1", "ada"));
        post("lossy", "gone/messages", message("g1", "bob"));
        var before = parley().client().why("lossy", "g1", "gone", WAIT).orElseThrow();
        assertThat(before.disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(parley().client().why("lossy", "k1", "kept", WAIT)).isPresent();
        for (var table :
                List.of("messages", "replies", "dispositions", "done_steps", "conversations")) {
            execute(
                    "DELETE FROM %s WHERE organization = 'lossy' AND conversation = 'gone'"
                            .formatted(table));
        }
        assertThat(parley().client().conversation("lossy", "gone")).isEmpty();

        var recovered = command("recover", "--since", "10m");

        assertThat(recovered.out()).startsWith("recovered: replies=1 messages=1 ");
        assertThat(recovered.exitCode()).isZero();
        var after = parley().client().why("lossy", "g1", "gone", WAIT).orElseThrow();
        assertThat(after.disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(after.reply()).isNotNull();
        assertThat(parley().client().conversation("lossy", "gone").orElseThrow().messages())
                .hasSize(2);
        assertThat(parley().client().conversation("lossy", "kept").orElseThrow().messages())
                .hasSize(2);
        assertThat(command("recover", "--since", "10m").out())
                .startsWith("recovered: replies=0 messages=0 ");
    }

    private void change(String columns) throws SQLException {
        execute("UPDATE conversations SET %s WHERE conversation = 'a-newer'".formatted(columns));
    }

    private void execute(String sql) throws SQLException {
        var file = "jdbc:sqlite:" + parley().data().resolve("parley.db");
        try (var connection = DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        }
    }
}
