package dev.parley.standalone;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Tells what became of a message, and the steps that led there.")
final class WhyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ORG", description = "The organization's id.")
    private String organization = "";

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "The message's id.")
    private String message = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "CONVERSATION",
            defaultValue = "",
            description = "The conversation, when several have a message of this id.")
    private String conversation = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var client = server.client();
        var explanation =
                client.why(organization, message, conversation, Duration.ZERO)
                        .orElseThrow(() ->
                                new CommandException(
                                        "%s knows no message %s of organization %s"
                                                .formatted(
                                                        client.server(), message, organization)));
        System.out.print(ExplanationText.of(explanation));
        return 0;
    }
}
