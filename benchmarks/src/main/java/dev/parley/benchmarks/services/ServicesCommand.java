package dev.parley.benchmarks.services;

import dev.parley.benchmarks.WorkFolder;
import dev.parley.standalone.play.Scripts;
import dev.parley.standalone.services.FleetOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "services",
        mixinStandardHelpOptions = true,
        description = {
            "Plays conversations against the services as processes of their own, with a model behind HTTP that takes its time and may fail.",
            "Broker, Redis, PostgreSQL, the model's stub, the services and the customers share this machine."
        })
public final class ServicesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandSpec spec;

    @Option(
            names = "--conversations",
            paramLabel = "FILE",
            defaultValue = Scripts.SAMPLE,
            description = "As for ./parley demo. Default: ${DEFAULT-VALUE}")
    private String conversations = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Plays only the first N conversations. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = "--first-message-only",
            description =
                    "Plays one message of each conversation, so that all are in flight at once.")
    private boolean firstMessageOnly;

    @Option(
            names = "--concurrency",
            paramLabel = "C",
            defaultValue = "500",
            description = "Conversations at once, up to 2,000. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--model-latency",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How long the model's stub takes. Default: ${DEFAULT-VALUE}")
    private Duration modelLatency = Duration.ZERO;

    @Option(
            names = "--failures",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "Share of the model's calls that fail: 429, 5xx, resets, streams cut or garbled, empty and late answers."
                            + " Default: ${DEFAULT-VALUE}")
    private double failures;

    @Option(
            names = "--model",
            paramLabel = "KIND",
            defaultValue = "openai",
            description = "openai or azure-openai. Default: ${DEFAULT-VALUE}")
    private String model = "";

    @Option(
            names = "--store",
            paramLabel = "KIND",
            defaultValue = "postgresql",
            description = "postgresql or sqlite. Default: ${DEFAULT-VALUE}")
    private String store = "";

    @Mixin private FleetOptions options = new FleetOptions();

    @Option(
            names = "--rolling-restart",
            description =
                    "Restarts every process once, one after the other, while conversations play.")
    private boolean rollingRestart;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Keeps data and logs there. Default: a temporary folder, deleted at the end")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        var settings = settings();
        if (System.getProperty("parley.log.level") == null) {
            System.setProperty("parley.log.level", "WARN"); // the report is the output
        }
        var folder = directory == null ? WorkFolder.passing(null) : WorkFolder.kept(directory);
        return new ServicesBenchmark(settings, folder.path(), System.out).run() ? 0 : 1;
    }

    private ServicesSettings settings() {
        try {
            return new ServicesSettings(
                    conversations,
                    limit,
                    firstMessageOnly,
                    concurrency,
                    modelLatency,
                    failures,
                    model,
                    store,
                    options.each(),
                    options.heap(),
                    rollingRestart,
                    options.settings());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
