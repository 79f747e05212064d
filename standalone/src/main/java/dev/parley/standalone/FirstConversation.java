package dev.parley.standalone;

import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.ParleyClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The conversation that {@code demo} plays: questions, and then a wish for a person. */
final class FirstConversation {
    static final String ORGANIZATION = "demo";
    static final String CONVERSATION = "first";
    static final String LAST_MESSAGE = CONVERSATION + ".3";

    private static final List<String> TEXTS =
            List.of(
                    "Hello! I bought a kettle last week and its lid does not close.",
                    "Can I bring it back without the box?",
                    "I would rather talk to a person about this.");
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final ParleyClient client;
    private final PrintStream out;

    FirstConversation(ParleyClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /**
     * @throws CommandException when a message comes to no end within half a minute
     */
    void play() {
        client.createOrganization(ORGANIZATION);
        out.println(
                "Organization '"
                        + ORGANIZATION
                        + "', conversation '"
                        + CONVERSATION
                        + "'. The answers come from the"
                        + " offline model, which is not intelligent:\nit shows the way of a message, not what a model can say.\n");
        for (var number = 1; number <= TEXTS.size(); number++) {
            show(number, say(number));
        }
        out.println(
                "Why the last message ended as it did (./parley why "
                        + ORGANIZATION
                        + " "
                        + LAST_MESSAGE
                        + "):");
        out.print(ExplanationText.of(why(LAST_MESSAGE)).indent(2));
    }

    private Explanation say(int number) {
        var message = CONVERSATION + "." + number;
        client.send(ORGANIZATION, CONVERSATION, message, TEXTS.get(number - 1));
        return why(message);
    }

    private Explanation why(String message) {
        return client.why(ORGANIZATION, message, CONVERSATION, WAIT)
                .filter(explanation -> explanation.disposition() != null)
                .orElseThrow(() ->
                        new CommandException(
                                "nothing became of message %s within %d s"
                                        .formatted(message, WAIT.toSeconds())));
    }

    private void show(int number, Explanation explanation) {
        out.println("customer  " + TEXTS.get(number - 1));
        var reply = explanation.reply();
        if (reply == null) {
            out.println("          no reply: " + explanation.disposition());
        } else {
            var model = reply.model() == null ? "none" : reply.model();
            out.println("parley    " + reply.text());
            out.println("          path " + reply.path() + ", model " + model);
        }
        out.println();
    }
}
