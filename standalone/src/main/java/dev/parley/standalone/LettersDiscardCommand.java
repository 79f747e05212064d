package dev.parley.standalone;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = {
            "Lets dead letters be.",
            "The messages of a parked turn are ignored from then on, and say so."
        })
final class LettersDiscardCommand implements Callable<Integer> {
    @Mixin private LetterSelection selection = new LetterSelection();
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var client = server.operations();
        return new LetterRun(letter -> client.discard(letter.id()), Duration.ZERO, System.out)
                .over(selection.of(client), "discarded");
    }
}
