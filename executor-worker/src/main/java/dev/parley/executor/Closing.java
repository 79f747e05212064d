package dev.parley.executor;

import dev.parley.conversation.Message;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.Ender;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.Guidance;

/** Step 5.3: how a model's answer ends: the closing question, the disclaimer. */
final class Closing {
    private static final Ender UNREAD = new Ender(Ender.Reason.NO_SIGNAL, "");

    private final String organization;
    private final Ender ender;
    private final Disclaimer disclaimer;
    private final ReadingThreads threads;

    private Closing(
            String organization, Ender ender, Disclaimer disclaimer, ReadingThreads threads) {
        this.organization = organization;
        this.ender = ender;
        this.disclaimer = disclaimer;
        this.threads = threads;
    }

    /** What the conversation so far asks for. */
    static Closing of(Assignment asked, ReadingThreads threads) {
        var disclaimer = Disclaimer.of(asked.plan().playbook());
        var organization = asked.plan().conversation().organization();
        return new Closing(
                organization,
                threads.read(organization, effort -> ender(asked, disclaimer, effort), UNREAD),
                disclaimer,
                threads);
    }

    private static Ender ender(Assignment asked, Disclaimer disclaimer, Effort effort) {
        var lastReply =
                asked.context().reversed().stream()
                        .filter(message ->
                                message.role() == Message.Role.ASSISTANT
                                        || message.role() == Message.Role.HUMAN_AGENT)
                        .findFirst()
                        .map(Message::text)
                        .orElse("");
        var said = disclaimer.without(ReadableText.asWritten(lastReply, effort)).toString();
        return Ender.decide(
                ReadableText.ofNewest(asked.questions(), effort), ReadableText.of(said, effort));
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

    /**
     * The words with the question, where it is wanted, and the disclaimer, exactly once; after
     * words that cannot be read the disclaimer stands in any case.
     */
    Written end(Written written) {
        var unread = written.withText(disclaimer.after(written));
        return threads.read(organization, effort -> ended(written, effort), unread)
                .with("ender.reason", ender.shownReason());
    }

    private Written ended(Written written, Effort effort) {
        var text = ender.endOf(ReadableText.asWritten(written.text(), effort));
        var body = ReadableText.asWritten(text, effort);
        var said = ReadableText.of(disclaimer.without(body).toString(), effort);
        return written.withText(disclaimer.onceIn(body))
                .asksWhetherDone(Ender.hasClosingQuestion(said));
    }
}
