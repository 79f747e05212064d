package dev.parley.benchmarks.services;

import dev.parley.benchmarks.Parts;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.ingest.ApiKeys;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Score;
import dev.parley.standalone.play.Script;
import dev.parley.standalone.play.Scripts;
import dev.parley.standalone.services.Fleet;
import dev.parley.standalone.services.FleetSettings;
import dev.parley.standalone.services.Service;
import dev.parley.standalone.services.ServicePrograms;
import dev.parley.testkit.openai.FailureMix;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run: everything started, conversations played and checked, what happened told. */
final class ServicesBenchmark {
    private static final String MODEL_KEY = "sk-bench-of-the-stub";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** Longer than the model's longest ordinary call, shorter than the stub's late ones. */
    private static final Duration BEYOND_LATENCY = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long SEED = 20_261_121;

    private final ServicesSettings settings;
    private final Path folder;
    private final PrintStream out;

    ServicesBenchmark(ServicesSettings settings, Path folder, PrintStream out) {
        this.settings = settings;
        this.folder = folder;
        this.out = out;
    }

    /** Runs it; returns whether nothing was lost or doubled. */
    boolean run() throws Exception {
        var scripts = scripts();
        try (var parts = new Parts()) {
            var kafka = parts.open(EmbeddedKafka.start(folder.resolve("kafka"), 0));
            var redis = parts.open(EmbeddedRedis.start(folder.resolve("redis"), 0));
            var store = parts.open(BenchStore.start(settings.store(), folder));
            var model = parts.open(OpenAiStub.start(keyHeader(), MODEL_KEY));
            model.answering(
                    new FailureMix(
                            SEED,
                            settings.failures(),
                            StubFailure.PASSING,
                            settings.modelLatency(),
                            settings.modelLatency().plus(BEYOND_LATENCY.multipliedBy(2))));
            var key = ApiKeys.generate();
            var properties = properties(redis, store, model);
            properties.put("parley.api.operator-key-hash", ApiKeys.hash(key));
            properties.putAll(settings.properties());
            var fleet =
                    parts.open(Fleet.start(fleet(kafka, redis, properties), System.err::println));
            fleet.awaitReady(START_LIMIT);
            return measure(fleet, key, model, scripts);
        }
    }

    private List<Script> scripts() {
        var all = Scripts.read(settings.conversations(), "", settings.limit()).all();
        return settings.firstMessageOnly()
                ? all.stream()
                        .map(script ->
                                new Script(
                                        script.organization(),
                                        script.conversation(),
                                        List.of(List.of(script.bursts().getFirst().getFirst()))))
                        .toList()
                : all;
    }

    private OpenAiStub.KeyHeader keyHeader() {
        return settings.model().equals("openai")
                ? OpenAiStub.KeyHeader.BEARER
                : OpenAiStub.KeyHeader.API_KEY;
    }

    private Map<String, String> properties(
            EmbeddedRedis redis, BenchStore store, OpenAiStub model) {
        var properties = new HashMap<String, String>(store.properties());
        properties.put("parley.redis.host", redis.host());
        properties.put("parley.redis.port", String.valueOf(redis.port()));
        properties.put("parley.model.kind", settings.model());
        var prefix = "parley.model." + settings.model() + ".";
        properties.put(prefix + "api-key", MODEL_KEY);
        properties.put(
                prefix + "timeout", settings.modelLatency().plus(BEYOND_LATENCY).toMillis() + "ms");
        if (settings.model().equals("openai")) {
            properties.put(prefix + "base-url", model.uri() + "/v1");
            properties.put(prefix + "model", "stub");
        } else {
            properties.put(prefix + "endpoint", model.uri().toString());
            properties.put(prefix + "deployment", "stub");
        }
        return properties;
    }

    private FleetSettings fleet(
            EmbeddedKafka kafka, EmbeddedRedis redis, Map<String, String> properties) {
        return new FleetSettings(
                ServicePrograms.ofLauncher(),
                folder.resolve("log"),
                folder.resolve("state"),
                settings.each(),
                0,
                kafka.bootstrapServers(),
                properties,
                Map.of("PARLEY_REDIS_PASSWORD", redis.password()),
                List.of("-Xmx" + settings.heap()));
    }

    private boolean measure(Fleet fleet, String key, OpenAiStub model, List<Script> scripts)
            throws Exception {
        var client = new ParleyClient(fleet.address(), key);
        var player = new Player(client, new PlayerSettings(settings.concurrency(), PATIENCE));
        try (var gauges = new ExecutorGauges(fleet.processes(Service.EXECUTOR))) {
            var restarts = settings.rollingRestart() ? RollingRestart.begin(fleet) : null;
            long start = System.nanoTime();
            var score = player.play(scripts, Progress.onStandardError());
            double seconds = (System.nanoTime() - start) / 1e9;
            if (restarts != null) {
                restarts.end().forEach(out::println);
            }
            tell(score, seconds, model, gauges);
            return score.isGood();
        }
    }

    private void tell(Score score, double seconds, OpenAiStub model, ExecutorGauges gauges) {
        var calls = model.counts();
        double latency = settings.modelLatency().toMillis();
        long turns = score.fates().getOrDefault(Fate.ANSWERED, 0L);
        out.println(score.line());
        line("messages/s, the reading back at the end included", score.accepted() / seconds);
        line("slowest message, ms", score.slowestMillis());
        line("over the model's own time, p50, ms", score.p50Millis() - latency);
        line("over the model's own time, p99, ms", score.p99Millis() - latency);
        line("model calls", calls.calls());
        line("model calls that failed", calls.failed());
        line("model calls per answered message", turns == 0 ? 0 : (double) calls.calls() / turns);
        line("completion tokens", calls.completionTokens());
        line("of these wasted in calls that failed", calls.wastedTokens());
        line("most model calls at once", calls.maxRunning());
        line("most turns at once in one executor", gauges.running());
        line("most heap in use in one executor, MiB", gauges.heapMebibytes());
        line("most platform threads in one executor", gauges.platformThreads());
        calls.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(failed ->
                        line(
                                "  failed: " + failed.getKey().name().toLowerCase(Locale.ROOT),
                                failed.getValue()));
    }

    private void line(String what, double value) {
        out.println(String.format(Locale.ROOT, "  %-52s %,12.1f", what, value));
    }
}
