package dev.parley.benchmarks;

import dev.parley.benchmarks.faults.FaultsCommand;
import dev.parley.benchmarks.retrieval.RetrievalCommand;
import dev.parley.benchmarks.services.ServicesCommand;
import dev.parley.benchmarks.soak.SoakCommand;
import dev.parley.benchmarks.timers.TimersCommand;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** Where {@code ./parley bench} begins. */
@Command(
        name = "parley bench",
        description = "Measures Parley on this machine.",
        subcommands = {
            TurnsCommand.class,
            ServicesCommand.class,
            RetrievalCommand.class,
            TimersCommand.class,
            FaultsCommand.class,
            SoakCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs one benchmark and ends the JVM: 0 measured, 1 failed, 2 wrong arguments. */
    public static void main(String[] args) {
        var line = new CommandLine(new Benchmarks());
        line.registerConverter(Duration.class, Benchmarks::duration);
        line.setUsageHelpAutoWidth(true);
        // Exit, because the broker's threads would keep the JVM alive after a failure.
        System.exit(args.length == 0 ? line.execute("help") : line.execute(args));
    }

    private static Duration duration(String text) {
        try {
            var duration = DurationStyle.detectAndParse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // told below, for both
        }
        throw new TypeConversionException(
                "'" + text + "' is not a duration such as 500ms, 2s or 1m");
    }
}
