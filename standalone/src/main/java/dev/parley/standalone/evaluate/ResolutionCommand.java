package dev.parley.standalone.evaluate;

import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.reading.Phrases;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resolution",
        mixinStandardHelpOptions = true,
        description = "Measures how well messages that end a matter are told from others.")
final class ResolutionCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "JSON Lines, or the same packed as .gz, a conversation on each:"
                            + " {\"messages\": [{\"role\": \"user|assistant\", \"text\": \"...\", \"closes\": true|false}]}."
                            + " User messages carry \"closes\".")
    private Path file = Path.of("");

    @Option(
            names = "--phrase",
            paramLabel = "WORDS",
            description = "A further phrase that ends a matter; as often as you like.")
    private List<String> phrases = List.of();

    @Option(names = "--errors", description = "Also prints the messages that were judged wrongly.")
    private boolean errors;

    @Override
    public Integer call() {
        var counts = Counts.NONE;
        var own = Phrases.of(phrases);
        var signals = new TreeMap<String, Counts>();
        for (var message : LabelledMessage.read(file)) {
            var reading = message.reading(own);
            counts = counts.with(message.closes(), reading.closes());
            signals.merge(
                    name(reading),
                    Counts.NONE.with(message.closes(), true),
                    (all, one) -> all.with(message.closes(), true));
            if (errors && message.closes() != reading.closes()) {
                System.out.println(error(message, reading));
            }
        }
        print(signals);
        System.out.println(counts.line());
        return 0;
    }

    private static void print(Map<String, Counts> signals) {
        signals.forEach((name, counts) ->
                System.out.printf(
                        Locale.ROOT,
                        "%s: ending=%d others=%d%n",
                        name,
                        counts.found(),
                        counts.mistaken()));
    }

    private static String name(ClosureReading reading) {
        return switch (reading) {
            case ClosureReading.Closes closes -> "closes " + closes.signal();
            case ClosureReading.Doubtful doubtful -> "doubtful " + doubtful.signal();
            case ClosureReading.Continues _ -> "continues";
        };
    }

    private static String error(LabelledMessage message, ClosureReading reading) {
        var what =
                switch (reading) {
                    case ClosureReading.Closes closes ->
                            "mistaken, by \"%s\" (%s)".formatted(closes.words(), closes.signal());
                    case ClosureReading.Doubtful doubtful ->
                            "missed, in doubt by \"%s\" (%s)"
                                    .formatted(doubtful.words(), doubtful.signal());
                    case ClosureReading.Continues open ->
                            open.words().isEmpty()
                                    ? "missed"
                                    : "missed, for \"%s\"".formatted(open.words());
                };
        return "line %d %s: %s".formatted(message.line(), what, message.text());
    }
}
