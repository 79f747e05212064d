package dev.parley.standalone;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Gives dead letters to the pipeline again, each conversation's in its order.",
            "A parked turn is answered by a new turn; a record is published again as it was."
        })
final class LettersRedriveCommand implements Callable<Integer> {
    @Mixin private LetterSelection selection = new LetterSelection();

    @Option(
            names = "--force",
            description = "Answer messages that are older than the organization allows, too.")
    private boolean force;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description =
                    "How long to wait for an open turn before the next of its conversation. Default: ${DEFAULT-VALUE}")
    private Duration wait = Duration.ZERO;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var client = server.operations();
        return new LetterRun(letter -> client.redrive(letter.id(), force), wait, System.out)
                .over(selection.of(client), "redriven");
    }
}
