package dev.parley.benchmarks.faults;

import dev.parley.standalone.client.Fate;
import dev.parley.standalone.play.Finding;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Score;
import dev.parley.testkit.postgres.Postgres;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Plays conversations while one fault strikes, and reads back what came of them. One use. */
final class FaultRun {
    /** So that every customer is in mid-conversation. */
    private static final Duration BEFORE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final Stage stage;
    private final Family family;
    private final boolean control;
    private final String organization;
    private final Moments moments = new Moments();
    private volatile boolean over;

    FaultRun(Stage stage, Family family, boolean control) {
        this.stage = stage;
        this.family = family;
        this.control = control;
        this.organization = "faults-" + family.label() + (control ? "-control" : "");
    }

    FaultResult run() throws Exception {
        stage.fleet().awaitReady(Stage.START_LIMIT);
        stage.playsIn(organization);
        var rounds = new FutureTask<>(this::play);
        Thread.ofPlatform().daemon().name("bench-customers").start(rounds);
        Thread.sleep(BEFORE);
        long begun = System.nanoTime();
        try {
            family.fault().strike(stage);
        } finally {
            over = true;
        }
        long ended = System.nanoTime();
        return result(scores(rounds), begun, ended);
    }

    private List<Score> play() throws Exception {
        var scores = new ArrayList<Score>();
        do {
            scores.add(round(scores.size()));
        } while (!over);
        return scores;
    }

    /** Plays without a fault, at least so long. Nothing of it counts. */
    static void warmUp(Stage stage, Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            play(stage, "faults-warm-up", round, new Moments(), () -> {});
        }
    }

    private Score round(int round) throws Exception {
        Runnable harm = control && round == 0 ? this::plant : () -> {};
        return play(stage, organization, round, moments, harm);
    }

    private static Score play(
            Stage stage, String organization, int round, Moments moments, Runnable beforeReading)
            throws Exception {
        int conversations = stage.settings().conversations();
        var scripts = Talk.round(organization, round, conversations);
        var settings = new PlayerSettings(conversations, PATIENCE);
        var player = new Player(stage.client(), settings, moments);
        return player.play(scripts, quiet(), beforeReading);
    }

    private void plant() {
        try {
            PlantedHarm.in(stage);
        } catch (SQLException e) {
            throw new IllegalStateException("the harm could not be planted", e);
        }
    }

    private static Progress quiet() {
        return Progress.plain(new PrintStream(OutputStream.nullOutputStream()));
    }

    private static List<Score> scores(FutureTask<List<Score>> rounds) throws Exception {
        try {
            return rounds.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private FaultResult result(List<Score> scores, long begun, long ended) throws SQLException {
        tellFindings(scores);
        return new FaultResult(
                family,
                control,
                scores.stream().mapToLong(Score::accepted).sum(),
                fates(scores),
                scores.stream().mapToLong(Score::lost).sum(),
                scores.stream().mapToLong(Score::duplicates).sum(),
                ambiguous(),
                scores.stream().mapToDouble(Score::slowestMillis).max().orElse(0),
                moments.firstAfter(begun),
                moments.underWay(begun),
                moments.underWayMillis(begun, 99),
                TimeUnit.NANOSECONDS.toMillis(ended - begun),
                moments.underWayMillis(ended, 99));
    }

    private void tellFindings(List<Score> scores) {
        if (!control) {
            scores.stream()
                    .flatMap(score -> score.findings().stream())
                    .limit(10)
                    .map(Finding::text)
                    .forEach(text -> System.err.println("  " + text));
        }
    }

    private static EnumMap<Fate, Long> fates(List<Score> scores) {
        var fates = new EnumMap<Fate, Long>(Fate.class);
        scores.forEach(score ->
                score.fates().forEach((fate, count) -> fates.merge(fate, count, Long::sum)));
        return fates;
    }

    private long ambiguous() throws SQLException {
        try (var connection =
                        DriverManager.getConnection(stage.databaseUrl(), Postgres.USER, null);
                var statement =
                        connection.prepareStatement(
                                "SELECT count(*) FROM replies WHERE organization = ? AND delivery_phase = 'AMBIGUOUS'")) {
            statement.setString(1, organization);
            var rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }
}
