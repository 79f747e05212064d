package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.turn.Escalate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Step 7.2: gives a conversation to a person when something says so after an answer. The words are
 * announced like every reply; their own record tells the event. Thread-safe.
 */
final class Escalations {
    private static final int SUMMED_UP = 6;
    private static final int MESSAGES = 3;
    private static final int LONGEST = 200;

    private final ConversationStore store;
    private final Triggers triggers;
    private final Organizations organizations;
    private final EscalationSigns signs;
    private final Notices notices;
    private final Duration grace;
    private final FaultPoints faults;

    Escalations(
            ConversationStore store,
            Triggers triggers,
            Organizations organizations,
            EscalationSigns signs,
            Notices notices,
            Duration grace,
            FaultPoints faults) {
        this.store = store;
        this.triggers = triggers;
        this.organizations = organizations;
        this.signs = signs;
        this.notices = notices;
        this.grace = grace;
        this.faults = faults;
    }

    /**
     * Looks after an answer, and escalates where it must.
     *
     * @return whether a person has the conversation for this reason
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    boolean after(ConversationId id, Reply answer) throws InterruptedException {
        return switch (store.apply(new Escalate(id, answer.turn(), null, grace))) {
            case Escalate.Outcome.Due due -> escalateOnSign(id, answer, due);
            case Escalate.Outcome.DoneBefore before -> announced(id, before.reply());
            case Escalate.Outcome.Escalated _, Escalate.Outcome.NotNow _ -> false;
        };
    }

    private boolean escalateOnSign(ConversationId id, Reply answer, Escalate.Outcome.Due due)
            throws InterruptedException {
        var sign = signs.after(id, answer).orElse(null);
        if (sign == null) {
            return false;
        }
        var organization = organizations.find(id.organization()).orElse(null);
        var draft = notices.escalation(due.row(), organization, detail(id, answer, sign));
        var outcome = store.apply(new Escalate(id, answer.turn(), draft, grace));
        faults.reached(FaultPoint.AFTER_ESCALATE);
        return switch (outcome) {
            case Escalate.Outcome.Escalated escalated -> announced(id, escalated.reply());
            case Escalate.Outcome.DoneBefore before -> announced(id, before.reply());
            case Escalate.Outcome.Due _, Escalate.Outcome.NotNow _ -> false;
        };
    }

    private boolean announced(ConversationId id, Reply reply) {
        triggers.replied(id, reply);
        return true;
    }

    private Map<String, String> detail(ConversationId id, Reply answer, EscalationSign sign) {
        var detail = new HashMap<>(sign.detail());
        detail.put(ReplyMetadata.SUMMARY, summary(id, answer));
        return detail;
    }

    /** The customer's last messages in short, for whoever takes over. */
    private String summary(ConversationId id, Reply answer) {
        long from = Math.max(0, answer.seq() - SUMMED_UP);
        var texts =
                store.messages(id, from, SUMMED_UP).stream()
                        .filter(message -> message.role() == Message.Role.USER)
                        .map(message -> shortened(ReadableText.of(message.text())))
                        .toList();
        return texts.stream()
                .skip(Math.max(0, texts.size() - MESSAGES))
                .collect(Collectors.joining(" / "));
    }

    private static String shortened(ReadableText folded) {
        var text = folded.toString().replace('\n', ' ');
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "\u2026";
    }
}
