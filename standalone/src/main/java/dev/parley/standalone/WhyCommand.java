package dev.parley.standalone;

import dev.parley.standalone.client.ParleyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask. Default: the one of --data.")
    private @Nullable URI server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The API key. Default: the operator's, in --data.")
    private @Nullable String key;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = UpCommand.DATA,
            description = "The data directory of a running Parley. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(UpCommand.DATA);

    @Override
    public Integer call() {
        var address = server == null ? new ServerFile(data).address() : server;
        var client = new ParleyClient(address, key == null ? keyOfData() : key);
        var explanation =
                client.why(organization, message, conversation, Duration.ZERO)
                        .orElseThrow(() ->
                                new CommandException(
                                        "%s knows no message %s of organization %s; just sent, it may still be on its way"
                                                .formatted(address, message, organization)));
        System.out.print(ExplanationText.of(explanation));
        return 0;
    }

    private String keyOfData() {
        var file = data.resolve(OperatorKey.FILE);
        try {
            return OperatorKey.read(file).text();
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no key in " + file + "; give one with --key", e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
