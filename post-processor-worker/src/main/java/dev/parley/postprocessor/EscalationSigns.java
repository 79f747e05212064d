package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Step 7.2: what says, after an answer, that a person is needed although nobody asked for one. The
 * first sign counts, the cheapest are looked for first. Thread-safe.
 */
final class EscalationSigns {
    private static final int RECENT = 20;
    private static final double BY_ANGER = 0.9;
    private static final double BY_COUNT = 1;

    private final ConversationStore store;
    private final TextReading reading;
    private final ModelDecision decision;
    private final EscalationProperties settings;

    EscalationSigns(
            ConversationStore store,
            TextReading reading,
            ModelDecision decision,
            EscalationProperties settings) {
        this.store = store;
        this.reading = reading;
        this.decision = decision;
        this.settings = settings;
    }

    /**
     * Looks for a sign after an answer.
     *
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    Optional<EscalationSign> after(ConversationId id, Reply answer) throws InterruptedException {
        var angry = anger(id, answer);
        if (angry.isPresent()) {
            return angry;
        }
        var counted = counted(id, answer);
        if (counted.isPresent() || !settings.model()) {
            return counted;
        }
        long from = Math.max(0, answer.seq() - RECENT);
        var said = store.messages(id, from, (int) (answer.seq() - from));
        return decision.yes(AfterPrompts.decision(id, answer.turn(), said), AfterPrompts.ESCALATE)
                .map(model -> new EscalationSign("model", model, ModelDecision.CONFIDENCE));
    }

    private Optional<EscalationSign> anger(ConversationId id, Reply answer) {
        if (!settings.anger()) {
            return Optional.empty();
        }
        long from = Math.max(answer.from(), answer.through() - RECENT);
        var customers =
                store.messages(id, from, (int) (answer.through() - from)).stream()
                        .filter(message -> message.role() == Message.Role.USER)
                        .map(Message::text)
                        .toList();
        return reading.anger(id, customers)
                .map(sign -> new EscalationSign("anger", sign.kind(), BY_ANGER));
    }

    private Optional<EscalationSign> counted(ConversationId id, Reply answer) {
        boolean failed = failures(answer) > 0;
        if ((settings.unsupported() == 0 || !isUnsupported(answer))
                && (settings.failures() == 0 || !failed)) {
            return Optional.empty();
        }
        var answers = answersInARow(id, answer);
        long unsupported =
                answers.reversed().stream().takeWhile(EscalationSigns::isUnsupported).count();
        if (settings.unsupported() > 0 && unsupported >= settings.unsupported()) {
            return Optional.of(
                    new EscalationSign("unsupported", unsupported + " answers", BY_COUNT));
        }
        int failures = answers.stream().mapToInt(EscalationSigns::failures).sum();
        return settings.failures() > 0 && failures >= settings.failures()
                ? Optional.of(new EscalationSign("failures", failures + " tries", BY_COUNT))
                : Optional.empty();
    }

    /** Up to this one, without one that handed over, apologized or reminded between. */
    private List<Reply> answersInARow(ConversationId id, Reply answer) {
        long from = Math.max(0, answer.outSeq() - RECENT);
        return store.replies(id, from, (int) (answer.outSeq() - from)).reversed().stream()
                .takeWhile(reply ->
                        reply.kind() == Reply.Kind.ANSWER
                                && reply.ownershipEpoch() == answer.ownershipEpoch())
                .toList()
                .reversed();
    }

    private static boolean isUnsupported(Reply reply) {
        var grounding = reply.metadata().facts().grounding();
        return grounding != null && grounding.isUnsupported();
    }

    private static int failures(Reply reply) {
        return reply.metadata().facts().failures();
    }
}
