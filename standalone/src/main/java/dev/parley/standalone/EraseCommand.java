package dev.parley.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases what was said in a conversation, for good, and prints the receipt.",
            "Topics hold the text for as long as their retention says (schemas/README.md)."
        })
final class EraseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ORG", description = "The organization's id.")
    private String organization = "";

    @Parameters(index = "1", paramLabel = "CONVERSATION", description = "The conversation's id.")
    private String conversation = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var client = server.client();
        var receipt =
                client.erase(organization, conversation)
                        .orElseThrow(() ->
                                new CommandException(
                                        "%s knows no conversation %s of organization %s"
                                                .formatted(
                                                        client.server(),
                                                        conversation,
                                                        organization)));
        System.out.printf(
                "erased %s/%s at %s: messages=%d replies=%d%n",
                receipt.organization(),
                receipt.conversation(),
                receipt.erasedAt(),
                receipt.messages(),
                receipt.replies());
        return 0;
    }
}
