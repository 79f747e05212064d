package dev.parley.benchmarks.soak;

import dev.parley.benchmarks.WorkFolder;
import dev.parley.standalone.services.ServicePrograms;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Starts one up in a process of its own, with data of its own, and keeps it busy: ordinary conversations all the time,"
                    + " hostile bodies, addresses and texts in the middle third.",
            "Tells what it held on to in the first and last third, how the hostile requests were answered, and what a quiet"
                    + " organization felt of them. Exit code 1 when an answer was a 5xx or none came, or an accepted message was lost or doubled."
        })
public final class SoakCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long all of it takes. Default: ${DEFAULT-VALUE}")
    private int minutes;

    @Option(
            names = "--fuzz",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Hostile requests in all. Default: ${DEFAULT-VALUE}")
    private int fuzz;

    @Option(
            names = "--fuzz-rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Hostile requests a second. Default: ${DEFAULT-VALUE}")
    private int fuzzRate;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Ordinary messages a second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "20261127",
            description =
                    "The same seed sends the same hostile requests. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--only",
            paramLabel = "INDEX",
            description =
                    "Sends nothing but the hostile request of this number, and shows how it is answered.")
    private @Nullable Integer only;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Keeps data and log there. Default: a temporary folder, deleted at the end")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        var settings = settings();
        var folder = directory == null ? WorkFolder.passing(null) : WorkFolder.kept(directory);
        try (var up = UpProcess.start(program(), folder.path())) {
            return run(up, settings, System.out) ? 0 : 1;
        }
    }

    /** One that has ended by itself tells more than what could not be asked of it any more. */
    private boolean run(UpProcess up, SoakSettings settings, PrintStream out) throws Exception {
        try {
            return play(up, settings, out);
        } catch (IOException | RuntimeException e) {
            if (up.isAlive()) {
                throw e;
            }
            out.println(up.lastWords());
            return false;
        }
    }

    private static List<String> program() {
        return List.of("-jar", ServicePrograms.standaloneOfLauncher().toString());
    }

    private boolean play(UpProcess up, SoakSettings settings, PrintStream out) throws Exception {
        if (only != null) {
            return sendAlone(up, only, out);
        }
        var result = new Soak(settings, up, out).run();
        result.lines().forEach(out::println);
        return result.isGood();
    }

    private boolean sendAlone(UpProcess up, int index, PrintStream out) throws IOException {
        var request = HostileRequest.of(seed, index);
        out.println(request.line());
        var answer = Fuzz.in(up.server(), seed, SoakSettings.PATIENCE).send(index);
        out.println(RawAnswer.label(answer.status()) + " " + answer.text());
        return !answer.isFailure();
    }

    private SoakSettings settings() {
        try {
            return new SoakSettings(
                    Duration.ofMinutes(minutes), fuzz, fuzzRate, rate, seed, SoakSettings.PATIENCE);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
