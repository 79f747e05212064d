package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.testkit.postgres.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A store that lost its newest commits while the topics kept everything: it is noticed by itself,
 * and the command that the log names makes it whole, with nothing lost and nobody answered twice.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class StoreThatWentBackIT {
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern SINCE = Pattern.compile("recover --since (\\S+)'");
    private static final String WENT_BACK =
            "\"storeHistory\":{\"details\":{\"reason\":\"the store went back";
    private static final String AWAY = "\"store\":{\"status\":\"AWAY\"}";
    private static final String WHOLE = "\"storeHistory\":{\"status\":\"UP\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void restoredBackupIsNoticedAndRecovered(CapturedOutput output) throws Exception {
        var data = directory.resolve("data");
        var file = data.resolve("parley.db");
        var url = "jdbc:sqlite:" + file;
        var backup = directory.resolve("backup.db");
        Instant said;
        try (var parley = start(data, Map.of())) {
            parley.client().createOrganization("shop");
            answered(parley, "kept");
            awaitAnotherMark(url);
            run(url, "VACUUM INTO '" + backup + "'");
            said = committed(answered(parley, "gone"));
            awaitAnotherMark(url);
            assertThat(health(parley, "dependencies")).contains(WHOLE);
        }
        assertThat(output.getAll()).doesNotContain("went back");
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);

        try (var parley = start(data, Map.of())) {
            await(() -> health(parley, "dependencies").contains(WENT_BACK));
            assertThat(health(parley, "readiness")).startsWith("200");
            assertThat(parley.client().conversation("shop", "gone")).isEmpty();
            assertThat(output.getAll())
                    .containsPattern("ERROR .*StoreMarking.*: the store went back in time");

            recover(parley, "recovered: replies=1 messages=1 ");

            assertThat(committed(answeredOnce(parley, "gone"))).isEqualTo(said);
            answeredOnce(parley, "kept");
            awaitAnotherMark(url);
            assertThat(health(parley, "dependencies")).contains(WHOLE);
        }
    }

    @Test
    void promotedStandbyThatLaggedIsNoticedAndRecovered() throws Exception {
        try (var primary = Postgres.own("primary")) {
            var database = primary.newDatabase();
            try (var standby = primary.standby("standby");
                    var parley = start(directory, store(primary.urlOrOn(database, standby)))) {
                parley.client().createOrganization("shop");
                answered(parley, "kept");
                answered(parley, "erased");
                awaitAnotherMark(database);
                primary.awaitFollowing(standby);
                standby.stopFollowing();
                var said = committed(answered(parley, "gone"));
                assertThat(parley.client().erase("shop", "erased")).isPresent();
                assertThat(health(parley, "dependencies")).contains(WHOLE);

                send(parley, "late");
                primary.crash();
                await(() -> health(parley, "dependencies").contains(AWAY));
                assertThat(health(parley, "readiness")).startsWith("200");
                assertThat(storeIsUp(parley)).isZero();
                standby.promote();

                await(() -> health(parley, "dependencies").contains(WENT_BACK));
                assertThat(health(parley, "readiness")).startsWith("200");
                recover(parley, "recovered: ");

                assertThat(committed(answeredOnce(parley, "gone"))).isEqualTo(said);
                answeredOnce(parley, "late");
                answeredOnce(parley, "kept");
                assertThat(messages(parley, "erased")).isZero();
                assertThat(parley.client().conversation("shop", "erased~2")).isEmpty();
                assertThat(health(parley, "dependencies")).contains(WHOLE);
                await(() -> storeIsUp(parley) == 1);
            }
        }
    }

    private static Standalone start(Path data, Map<String, String> properties) {
        return Standalone.start(
                StandaloneSettings.onFreePorts(data).withoutRedis().withProperties(properties));
    }

    private static Map<String, String> store(String url) {
        return Map.of(
                "parley.store.kind",
                "postgresql",
                "parley.store.postgresql.url",
                url,
                "parley.store.postgresql.username",
                Postgres.USER);
    }

    /** With the command as health gives it, again while the store is not back for all requests. */
    private static void recover(Standalone parley, String begin) throws InterruptedException {
        var told = SINCE.matcher(health(parley, "dependencies"));
        assertThat(told.find()).isTrue();
        var data = parley.data().toString();
        await(() -> {
            var done = Captured.command("recover", "--since", told.group(1), "--data", data);
            if (done.out().isEmpty()) {
                System.err.println("not recovered yet: " + done.err());
                return false;
            }
            assertThat(done.out()).startsWith(begin).doesNotContain("lacks");
            assertThat(done.exitCode()).as(done.out()).isZero();
            return true;
        });
    }

    private static void send(Standalone parley, String conversation) {
        parley.client().send("shop", conversation, conversation + "-1", "Do you sell umbrellas?");
    }

    private static Explanation answered(Standalone parley, String conversation) {
        send(parley, conversation);
        return answeredOnce(parley, conversation);
    }

    private static Explanation answeredOnce(Standalone parley, String conversation) {
        var why =
                parley.client()
                        .why("shop", conversation + "-1", conversation, ANSWER)
                        .orElseThrow();
        assertThat(why.disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(messages(parley, conversation)).as("the message and its reply").isEqualTo(2);
        return why;
    }

    /** By which a reply that was put back is told from a new one. */
    private static Instant committed(Explanation why) {
        return Objects.requireNonNull(Objects.requireNonNull(why.reply()).committedAt());
    }

    private static int messages(Standalone parley, String conversation) {
        return parley.client().conversation("shop", conversation).orElseThrow().messages().size();
    }

    private static String health(Standalone parley, String group) {
        var address = parley.address().resolve("/actuator/health/" + group);
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double storeIsUp(Standalone parley) {
        return parley.context()
                .getBean(MeterRegistry.class)
                .get("parley.dependency.up")
                .tag("dependency", "store")
                .gauge()
                .value();
    }

    /** What was committed before is told by a mark then, and remembered outside the store. */
    private static void awaitAnotherMark(String url) throws InterruptedException {
        long before = mark(url);
        await(() -> mark(url) > before + 1);
    }

    private static long mark(String url) {
        try (var connection = DriverManager.getConnection(url, Postgres.USER, null);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT number FROM store_mark")) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("did not happen within " + WAIT).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
