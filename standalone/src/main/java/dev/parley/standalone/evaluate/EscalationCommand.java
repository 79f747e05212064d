package dev.parley.standalone.evaluate;

import dev.parley.conversation.reading.HumanAssistance;
import dev.parley.conversation.reading.Phrases;
import dev.parley.conversation.reading.ReadableText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "escalation",
        mixinStandardHelpOptions = true,
        description = "Measures how well requests for a person are told from other texts.")
final class EscalationCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "JSON Lines: {\"text\": \"...\", \"human\": true|false}.")
    private Path file = Path.of("");

    @Option(
            names = "--phrase",
            paramLabel = "WORDS",
            description = "A further phrase that asks for a person; as often as you like.")
    private List<String> phrases = List.of();

    @Option(names = "--errors", description = "Also prints the texts that were judged wrongly.")
    private boolean errors;

    @Override
    public Integer call() {
        var counts = Counts.NONE;
        var own = Phrases.of(phrases);
        for (var line : JsonLines.read(file)) {
            var wanted = line.flag("human");
            var request = HumanAssistance.requestIn(ReadableText.of(line.text("text")), own);
            counts = counts.with(wanted, request.isPresent());
            if (errors && wanted != request.isPresent()) {
                System.out.println(error(line, request));
            }
        }
        System.out.println(counts.line());
        return 0;
    }

    private static String error(JsonLines.Line line, Optional<HumanAssistance.Request> request) {
        var text = line.text("text");
        return request.map(found ->
                        "line %d mistaken, by \"%s\" (%s): %s"
                                .formatted(line.number(), found.words(), found.rule(), text))
                .orElseGet(() -> "line %d missed: %s".formatted(line.number(), text));
    }
}
