package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/**
 * Everything of a service that goes on by itself, threads and consumers, and who notices when it
 * has ended. Whoever starts a new one has to say so here: a process must not be dead and look
 * alive.
 */
class WatchedThreadsTest {
    private static final Path PROJECT = Path.of("..");

    private static final List<String> MODULES =
            List.of(
                    "adapters",
                    "conversation",
                    "executor-worker",
                    "ingest-service",
                    "organization-files",
                    "planner-worker",
                    "post-processor-worker",
                    "schemas",
                    "worker-runtime");

    /** What begins something that stays. Virtual threads end with the work they were made for. */
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "Thread\\.ofPlatform\\(\\)|new Thread\\(|Executors\\.new|new Periodic\\("
                            + "|new KafkaConsumer<|createConsumer\\(|createContainer\\(|@KafkaListener"
                            + "|new ConcurrentMessageListenerContainer<|workers\\.worker\\("
                            + "|new KafkaStreams\\(|new KafkaProducer<");

    private static final String PERIODIC =
            "a Periodic, which goes on after whatever its work throws";
    private static final String BY_CALL = "its callers fail with it, each by its own call";
    private static final String AT_START = "ends with the start, which fails with it";

    /** By the indicator that turns DOWN, or by the reason why none has to. */
    private static final Map<String, String> WATCHED =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("ConversationTails", "health: listeners"),
                            Map.entry("DocumentFeed", "health: listeners"),
                            Map.entry("KafkaOrganizations", "health: listeners"),
                            Map.entry("PlannerConfiguration", "health: planner; " + PERIODIC),
                            Map.entry("ExecutorConfiguration", "health: executor; " + PERIODIC),
                            Map.entry(
                                    "PostProcessorConfiguration",
                                    "health: postProcessor, deadLetterKeeper"),
                            Map.entry("Timers", "health: timers; its clock's watch is " + PERIODIC),
                            Map.entry("RecordProcessor", "health: of each worker that it runs"),
                            Map.entry("Dispatcher", "health: of each worker that it runs"),
                            Map.entry("Dependencies", PERIODIC),
                            Map.entry("StoreMarking", PERIODIC),
                            Map.entry("KafkaStoreMarks", BY_CALL),
                            Map.entry("RetentionConfiguration", PERIODIC),
                            Map.entry("Periodic", "is what goes on"),
                            Map.entry("LaneTopics", AT_START),
                            Map.entry("TopicReplay", AT_START),
                            Map.entry(
                                    "SchemaDirectory",
                                    "begins anew after a failure; records that wait for a schema are told"),
                            Map.entry("RecordPublisher", BY_CALL),
                            Map.entry("SharedThreads", BY_CALL),
                            Map.entry("PassageLookup", BY_CALL),
                            Map.entry("KafkaBacklog", BY_CALL),
                            Map.entry("KafkaHistory", BY_CALL),
                            Map.entry("RunningInstance", PERIODIC),
                            Map.entry("JvmEnd", "ends the process"),
                            Map.entry("StopLimit", "ends a process that was told to end"),
                            Map.entry("RedisLiveText", "a preview; replies come without it"),
                            Map.entry("GroupCommitWriter", BY_CALL),
                            Map.entry("ThreadReaders", BY_CALL),
                            Map.entry(
                                    "DispositionWaiter",
                                    "its timer runs nothing that throws; a wait ends with its request")));

    private static final Map<String, Path> SERVICES =
            Map.of(
                    "planner-worker", Path.of("application.yml"),
                    "executor-worker", Path.of("application.yml"),
                    "post-processor-worker", Path.of("application.yml"),
                    "ingest-service", Path.of("application.yaml"),
                    "standalone", Path.of("standalone.yaml"));

    @Test
    void whateverGoesOnByItselfIsWatchedOrSaysWhyNot() throws IOException {
        assertThat(beginnings()).isEqualTo(WATCHED.keySet());
    }

    @Test
    void whatWatchesIsAskedByTheProbesOfTheService() {
        var own =
                Map.of(
                        "planner-worker", Set.of("planner"),
                        "executor-worker", Set.of("executor"),
                        "post-processor-worker",
                                Set.of("postProcessor", "deadLetterKeeper", "timers"),
                        "ingest-service", Set.<String>of(),
                        "standalone",
                                Set.of(
                                        "planner",
                                        "executor",
                                        "postProcessor",
                                        "deadLetterKeeper",
                                        "timers"));
        own.forEach((service, indicators) -> {
            for (var probe : List.of("liveness", "readiness")) {
                assertThat(group(service, probe))
                        .as("%s of %s", probe, service)
                        .containsAll(indicators)
                        .contains("listeners")
                        .doesNotContain("dependency");
            }
            assertThat(group(service, "dependencies")).containsExactly("dependency");
        });
    }

    private static Set<String> beginnings() throws IOException {
        var found = new TreeSet<String>();
        for (var file : sources()) {
            if (BEGINNING.matcher(Files.readString(file)).find()) {
                found.add(file.getFileName().toString().replace(".java", ""));
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        var all = new ArrayList<Path>();
        for (var module : MODULES) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module))) {
                files.filter(file -> file.toString().contains("/src/main/java/"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> group(String service, String name) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(
                new FileSystemResource(
                        PROJECT.resolve(service)
                                .resolve("src/main/resources")
                                .resolve(Objects.requireNonNull(SERVICES.get(service)))));
        var include =
                Objects.requireNonNull(yaml.getObject())
                        .getProperty("management.endpoint.health.group." + name + ".include");
        return include == null ? List.of() : List.of(include.split(", *"));
    }
}
