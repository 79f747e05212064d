package dev.parley.benchmarks.faults;

import dev.parley.benchmarks.Parts;
import dev.parley.ingest.ApiKeys;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.services.Fleet;
import dev.parley.standalone.services.FleetSettings;
import dev.parley.standalone.services.ServiceProcess;
import dev.parley.standalone.services.ServicePrograms;
import dev.parley.testkit.openai.FailureMix;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubFailure;
import dev.parley.testkit.postgres.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs, started once: broker, Redis, database, the model's stub and the services as
 * processes of their own. Faults reach into it. Not thread-safe but for the servers themselves.
 */
final class Stage implements AutoCloseable {
    static final Duration START_LIMIT = Duration.ofMinutes(8);

    private static final String MODEL_KEY = "sk-bench-of-the-stub";
    private static final Duration BEYOND_LATENCY = Duration.ofSeconds(3);

    private final FaultsSettings settings;
    private final Parts parts = new Parts();
    private final Broker broker;
    private final RedisOnARoad redis;
    private final Postgres database;
    private final String databaseUrl;
    private final OpenAiStub model;
    private final @Nullable ClockShim shim;
    private final String key = ApiKeys.generate();
    private final Fleet fleet;

    private String organization = "";

    private Stage(FaultsSettings settings, Path folder) throws IOException, InterruptedException {
        this.settings = settings;
        try {
            broker = parts.open(new Broker(folder.resolve("kafka"), brokerProperties()));
            redis = parts.open(new RedisOnARoad(folder.resolve("redis")));
            database = parts.open(Postgres.start(folder.resolve("postgresql")));
            databaseUrl = database.newDatabase();
            model = parts.open(OpenAiStub.start(OpenAiStub.KeyHeader.BEARER, MODEL_KEY));
            shim = settings.shiftsClocks() ? ClockShim.compile(folder.resolve("clock")) : null;
            modelAnswers();
            fleet = parts.open(Fleet.start(fleetSettings(folder), System.err::println));
            fleet.awaitReady(START_LIMIT);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static Stage open(FaultsSettings settings, Path folder)
            throws IOException, InterruptedException {
        return new Stage(settings, folder);
    }

    private Map<String, String> brokerProperties() {
        return settings.brokerDefaults() ? Broker.DEFAULT_GROUP_TIMES : Map.of();
    }

    private FleetSettings fleetSettings(Path folder) {
        return new FleetSettings(
                ServicePrograms.ofLauncher(),
                folder.resolve("log"),
                folder.resolve("state"),
                settings.each(),
                0,
                broker.address(),
                properties(),
                environment(),
                settings.jvmOptions());
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("PARLEY_REDIS_PASSWORD", redis.password());
        if (shim != null) {
            environment.putAll(shim.environment());
        }
        return environment;
    }

    private Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.put("parley.redis.host", "127.0.0.1");
        properties.put("parley.redis.port", String.valueOf(redis.port()));
        properties.put("parley.store.kind", "postgresql");
        properties.put("parley.store.postgresql.url", databaseUrl);
        properties.put("parley.store.postgresql.username", Postgres.USER);
        properties.put("parley.model.kind", "openai");
        properties.put("parley.model.openai.api-key", MODEL_KEY);
        properties.put("parley.model.openai.base-url", model.uri() + "/v1");
        properties.put("parley.model.openai.model", "stub");
        properties.put("parley.model.openai.timeout", modelTimeout().toMillis() + "ms");
        properties.put("parley.api.operator-key-hash", ApiKeys.hash(key));
        properties.putAll(settings.properties());
        return properties;
    }

    FaultsSettings settings() {
        return settings;
    }

    Broker broker() {
        return broker;
    }

    RedisOnARoad redis() {
        return redis;
    }

    Postgres database() {
        return database;
    }

    /** Where the services' database is. */
    String databaseUrl() {
        return databaseUrl;
    }

    OpenAiStub model() {
        return model;
    }

    Fleet fleet() {
        return fleet;
    }

    /**
     * What shifts clocks.
     *
     * @throws IllegalStateException when no family of this run was to shift one
     */
    ClockShim shim() {
        if (shim == null) {
            throw new IllegalStateException("the processes were started without the clock's shim");
        }
        return shim;
    }

    /** How long a call of the model may take. */
    Duration modelTimeout() {
        return settings.modelLatency().plus(BEYOND_LATENCY);
    }

    /** From now on the model answers every call, after its latency. */
    void modelAnswers() {
        var latency = settings.modelLatency();
        model.answering(new FailureMix(0, 0, StubFailure.PASSING, latency, latency));
    }

    ParleyClient client() {
        return new ParleyClient(fleet.address(), key);
    }

    /** A run begins, in an organization of its own. */
    void playsIn(String name) {
        organization = name;
    }

    /** The organization that plays now. */
    String organization() {
        return organization;
    }

    /** A conversation that plays now. */
    String conversation(int number) {
        return Talk.conversation(0, number % settings.conversations());
    }

    void awaitReady(ServiceProcess process) throws InterruptedException {
        Fleet.awaitReady(process, START_LIMIT);
    }

    @Override
    public void close() {
        parts.close();
    }
}
