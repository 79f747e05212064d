package dev.parley.standalone;

import dev.parley.embedded.DirectoryInUseException;
import dev.parley.embedded.PortTakenException;
import dev.parley.kafka.TopicMismatchException;
import dev.parley.standalone.client.RefusedException;
import dev.parley.standalone.client.UnavailableException;
import dev.parley.standalone.evaluate.EvaluateCommand;
import dev.parley.standalone.evaluate.EvaluationException;
import dev.parley.standalone.play.ScriptException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The commands, how their arguments are read and how their failures are told. */
@Command(
        name = "parley",
        description = "Answers conversations from any channel through Kafka workers.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            WhyCommand.class,
            ServicesCommand.class,
            KeysCommand.class,
            EraseCommand.class,
            RecoverCommand.class,
            EvaluateCommand.class,
            ApplyCommand.class,
            DeadLettersCommand.class,
            ConversationsCommand.class,
            CommandLine.HelpCommand.class
        })
final class Commands {
    private static final int FAILED = 1;

    private Commands() {}

    /** Runs one command; returns the exit code: 0 done, 1 failed, 2 wrong arguments. */
    static int run(String... args) {
        var line = new CommandLine(new Commands());
        line.registerConverter(Duration.class, Commands::duration);
        line.registerConverter(Instant.class, Commands::moment);
        line.setExecutionExceptionHandler((failure, _, _) -> tell(failure));
        line.setUsageHelpAutoWidth(true);
        return args.length == 0 ? line.execute("help") : line.execute(args);
    }

    private static Duration duration(String text) {
        var duration = durationOrNull(text);
        if (duration == null) {
            throw new TypeConversionException(
                    "'" + text + "' is not a duration such as 500ms, 2s or 1m");
        }
        return duration;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            var ago = durationOrNull(text);
            if (ago != null) {
                return Instant.now().minus(ago);
            }
        }
        throw new TypeConversionException(
                "'%s' is neither an instant such as 2026-01-31T12:00:00Z nor a duration such as 2h, for so long ago"
                        .formatted(text));
    }

    private static @Nullable Duration durationOrNull(String text) {
        try {
            var duration = DurationStyle.detectAndParse(text);
            return duration.isNegative() ? null : duration;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** One line for what the operator can mend; a stack trace for what only we can. */
    private static int tell(Exception failure) {
        switch (failure) {
            case CommandException e -> tell(e.getMessage());
            case PortTakenException e -> tell(e.getMessage());
            case DirectoryInUseException e -> tell(e.getMessage());
            case ScriptException e -> tell(e.getMessage());
            case EvaluationException e -> tell(e.getMessage());
            case RefusedException e -> tell(e.getMessage());
            case UnavailableException e -> tell(e.getMessage());
            default -> {
                var mismatch = TopicMismatchException.cause(failure);
                if (mismatch == null) {
                    failure.printStackTrace();
                } else {
                    tell(mismatch.getMessage());
                }
            }
        }
        return FAILED;
    }

    private static void tell(@Nullable String message) {
        System.err.println("parley: " + message);
    }
}
