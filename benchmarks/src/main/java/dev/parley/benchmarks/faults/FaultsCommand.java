package dev.parley.benchmarks.faults;

import dev.parley.benchmarks.WorkFolder;
import dev.parley.standalone.services.FleetOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Plays conversations against the services as processes while something breaks, and tells what came of each message.",
            "A line for each family, and one for its negative control: harm done by hand, which must be seen."
                    + " Exit code 1 when anything was lost or doubled, a line does not count or a control goes unseen."
        })
public final class FaultsCommand implements Callable<Integer> {
    /** Processes that have just started are slow by themselves. */
    private static final Duration WARM_UP = Duration.ofSeconds(45);

    @Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandSpec spec;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            split = ",",
            description = "Only this family; may be repeated. Default: all. --list names them.")
    private List<String> families = new ArrayList<>();

    @Option(names = "--list", description = "Names the families and ends.")
    private boolean list;

    @Option(names = "--no-controls", description = "Leaves the negative controls out.")
    private boolean withoutControls;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            defaultValue = "50",
            description = "Conversations at once, 25 to 500. Default: ${DEFAULT-VALUE}")
    private int conversations;

    @Option(
            names = "--model-latency",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How long the model's stub takes. Default: ${DEFAULT-VALUE}")
    private Duration modelLatency = Duration.ZERO;

    @Option(
            names = "--broker-defaults",
            description =
                    "The broker asks of groups what one asks that nobody configured, a session of 45 s among it.")
    private boolean brokerDefaults;

    @Mixin private FleetOptions options = new FleetOptions();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Keeps data and logs there. Default: a temporary folder, deleted at the end")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        if (list) {
            Arrays.stream(Family.values())
                    .forEach(family ->
                            System.out.printf("%-18s %s%n", family.label(), family.description()));
            return 0;
        }
        var settings = settings();
        if (System.getProperty("parley.log.level") == null) {
            System.setProperty("parley.log.level", "ERROR"); // the lines are the output
        }
        var folder = directory == null ? WorkFolder.passing(null) : WorkFolder.kept(directory);
        try (var stage = Stage.open(settings, folder.path())) {
            FaultRun.warmUp(stage, WARM_UP);
            return new FaultLines(settings.families(), settings.controls(), System.out)
                    .write((family, control) -> new FaultRun(stage, family, control).run());
        }
    }

    private FaultsSettings settings() {
        try {
            return new FaultsSettings(
                    families(),
                    !withoutControls,
                    conversations,
                    modelLatency,
                    options.each(),
                    jvmOptions(),
                    brokerDefaults,
                    options.settings());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * Each process lives for minutes, beside six others: compiling well would cost more than it
     * gives.
     */
    private List<String> jvmOptions() {
        return Stream.concat(
                        options.jvmOptions().stream(),
                        Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
                .toList();
    }

    private List<Family> families() {
        return families.isEmpty()
                ? List.of(Family.values())
                : families.stream().map(FaultsCommand::family).toList();
    }

    private static Family family(String label) {
        return Family.of(label)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no family %s; there are %s"
                                        .formatted(label, String.join(", ", Family.labels()))));
    }
}
