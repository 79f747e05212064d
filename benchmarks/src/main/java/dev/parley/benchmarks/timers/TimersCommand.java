package dev.parley.benchmarks.timers;

import dev.parley.benchmarks.WorkFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "timers",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the timers of many open conversations on one node: how fast they are set, what they hold, how late",
            "they are told, and how long a start takes that has lost its disk. Broker, timers and load share this JVM."
        })
public final class TimersCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandSpec spec;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Open conversations with a timer each. Default: ${DEFAULT-VALUE}")
    private int conversations;

    @Option(
            names = "--due-rate",
            paramLabel = "R",
            defaultValue = "5000",
            description = "Timers that fall due in a second. Default: ${DEFAULT-VALUE}")
    private int dueRate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long they do; at most 60. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the data here. Default: a temp directory, deleted at the end")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        if (dueRate < 1 || seconds < 1 || seconds > 60) {
            throw new ParameterException(
                    spec.commandLine(), "--due-rate must be above 0 and --seconds 1 to 60");
        }
        if (conversations < (long) dueRate * seconds) {
            throw new ParameterException(
                    spec.commandLine(), "--conversations must be at least --due-rate x --seconds");
        }
        var folder = data == null ? WorkFolder.passing(null) : WorkFolder.kept(data);
        new TimersBenchmark(conversations, dueRate, seconds, folder.path(), System.out).run();
        return 0;
    }
}
