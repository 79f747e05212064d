package dev.parley.executor;

import dev.parley.conversation.Message;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.reading.Ender;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.Guidance;
import org.jspecify.annotations.Nullable;

/** Step 5.3: how a model's answer ends: the closing question, the disclaimer. Pure. */
final class Closing {
    private final Ender ender;
    private final @Nullable String disclaimer;

    private Closing(Ender ender, @Nullable String disclaimer) {
        this.ender = ender;
        this.disclaimer = disclaimer;
    }

    /** What the conversation so far asks for. */
    static Closing of(Assignment asked) {
        var lastReply =
                asked.context().reversed().stream()
                        .filter(message ->
                                message.role() == Message.Role.ASSISTANT
                                        || message.role() == Message.Role.HUMAN_AGENT)
                        .findFirst()
                        .map(Message::text)
                        .orElse("");
        var playbook = asked.plan().playbook();
        var disclaimer = playbook == null ? null : playbook.disclaimer();
        return new Closing(
                Ender.decide(asked.question(), Disclaimer.without(lastReply, disclaimer)),
                disclaimer);
    }

    /** What the prompt says about it. */
    String guidance() {
        return switch (ender.reason()) {
            case CONTENT -> Guidance.ender(ender.signal());
            case LEAVING -> Guidance.noEnder("the customer takes leave");
            case ASKED -> Guidance.noEnder("your last message asked already");
            case OPEN, NO_SIGNAL -> "";
        };
    }

    /** The words with the question, where it is wanted, and the disclaimer, exactly once. */
    Written end(Written written) {
        var body = ender.endOf(written.text());
        boolean asks = Ender.hasClosingQuestion(Disclaimer.without(body, disclaimer));
        return written.withText(Disclaimer.once(body, disclaimer))
                .with("ender.reason", ender.shownReason())
                .with(ReplyMetadata.ENDER, asks ? "true" : "");
    }
}
