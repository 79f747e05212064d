package dev.parley.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "turns",
        mixinStandardHelpOptions = true,
        description = {
            "Measures turns per second, and what the pipeline adds to a turn, with a model that answers at once.",
            "Broker, Redis, SQLite, services and load generator share this machine, all but Redis this JVM."
        })
final class TurnsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "12",
            description =
                    "Length of each measurement: highest throughput, paced load, floor."
                            + " With starting and warming up, a run takes about 90 s. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "Load before the first measurement. Default: ${DEFAULT-VALUE}")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--concurrency",
            paramLabel = "C",
            defaultValue = "128",
            description = "Conversations at once in the closed loop. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description = "Turns a second of the paced load. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Pipeline and floor are measured in turns, in so many rounds, so that what else"
                            + " runs on the machine meets both. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--organizations",
            paramLabel = "N",
            defaultValue = "8",
            description = "The conversations belong to so many. Default: ${DEFAULT-VALUE}")
    private int organizations;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Turns of each conversation, then a new one begins. Default: ${DEFAULT-VALUE}")
    private int turnsEach;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Keeps its data in a new folder of this one and deletes it. Default: the temp directory")
    private @Nullable Path directory;

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of the services, for example parley.kafka.linger=1ms; may be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        var settings = settings();
        if (System.getProperty("parley.log.level") == null) {
            System.setProperty("parley.log.level", "WARN"); // the report is the output
        }
        var data = WorkFolder.passing(directory);
        new TurnsBenchmark(settings, data.path(), System.out).run();
        return 0;
    }

    private TurnsSettings settings() {
        try {
            return new TurnsSettings(
                    concurrency,
                    rate,
                    rounds,
                    organizations,
                    turnsEach,
                    warmUp,
                    Duration.ofSeconds(seconds),
                    properties);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
