package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.parley.embedded.EmbeddedKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** How much a process writes and works while its only broker is away. */
@Timeout(180)
class OutageLogIT {
    private static final Duration OUTAGE = Duration.ofSeconds(6);

    /** Of a process with four consumers in six seconds; without the levels it is many more. */
    private static final int FEW = 50;

    /** A hundred in each second; a loop without a rest does thousands. */
    private static final double MOST_TURNS = 100 * OUTAGE.toSeconds();

    private static final String PREFIX = "logging.level.";

    @Test
    void anOutageOfTheBrokerIsQuietWithTheServicesLevelsAndLoudWithout(@TempDir Path directory)
            throws Exception {
        var kafka = EmbeddedKafka.start(directory, 0);
        int port = kafka.port();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var console = Objects.requireNonNull(root.getAppender("console"));
        root.detachAppender(console); // ten thousands of lines are for counting only
        try (var log = LogLines.of(Logger.ROOT_LOGGER_NAME);
                var process = StartedProcess.start(ListeningProcess.class, port, "parley.")) {
            level("org.apache.kafka.clients", Level.INFO);
            level("org.springframework.kafka", Level.INFO);
            while (!ClientLoops.areReading()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            kafka.close();
            int loud = linesOf(log);
            services().forEach(OutageLogIT::level);
            var turnsBefore = ClientLoops.turns();
            int quiet = linesOf(log);
            var turns = ClientLoops.since(turnsBefore);

            System.out.printf(
                    "lines in %s without a broker: %d, with the levels %d%n", OUTAGE, loud, quiet);
            System.out.println("turns of the clients' loops meanwhile: " + turns);
            assertThat(turns).as("consumers, a producer, an admin client").hasSizeGreaterThan(4);
            assertThat(turns.values())
                    .as("a loop that does not rest takes a processor for the whole outage")
                    .allSatisfy(each -> assertThat(each).isLessThan(MOST_TURNS));
            assertThat(loud).isGreaterThan(2 * FEW);
            assertThat(quiet).isLessThan(FEW);
            var up = process.getBean(MeterRegistry.class).get("parley.dependency.up");
            assertThat(up.tag("dependency", "broker").gauge().value()).isZero();

            kafka = EmbeddedKafka.start(directory, port);
            while (up.tag("dependency", "broker").gauge().value() != 1) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } finally {
            root.addAppender(console);
            services().keySet().forEach(name -> level(name, null));
            level("org.apache.kafka.clients", null);
            level("org.springframework.kafka", null);
            kafka.close();
        }
    }

    /** Waits for a time, since it is the lines of that time that count. */
    private static int linesOf(LogLines log) throws InterruptedException {
        log.clear();
        TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
        log.loudest(8).forEach(System.out::println);
        return log.count();
    }

    private static Map<String, Level> services() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("kafka-logging.yaml"));
        return Objects.requireNonNull(yaml.getObject()).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().toString().substring(PREFIX.length()),
                                entry -> Level.toLevel(entry.getValue().toString())));
    }

    private static void level(String name, @Nullable Level level) {
        ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
    }
}
