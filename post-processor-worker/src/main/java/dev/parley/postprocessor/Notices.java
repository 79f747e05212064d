package dev.parley.postprocessor;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Participant;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Words;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Wording;
import dev.parley.conversation.turn.ReplyDraft;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is said outside a turn: a model's words where they may go out, fixed ones otherwise,
 * and how they came to be in the metadata. Thread-safe.
 */
final class Notices {
    /** Where people find whose words these are: {@code model} or {@code fixed}. */
    static final String WORDS = "notice.words";

    static final String CAUSE = "notice.cause";

    private static final Participant ASSISTANT =
            new Participant("assistant", "Assistant", List.of());
    private static final Participant SYSTEM = new Participant("system", "System", List.of());
    private static final int LONGEST_REMINDER = 300;
    private static final int LONGEST_ESCALATION = 700;
    private static final int CONTEXT = 10;

    private final ConversationStore store;
    private final BoundedModel model;
    private final TextReading reading;
    private final Duration patience;

    /**
     * Makes it.
     *
     * @param patience how long a model may take for one
     */
    Notices(ConversationStore store, BoundedModel model, TextReading reading, Duration patience) {
        this.store = store;
        this.model = model;
        this.reading = reading;
        this.patience = patience;
    }

    /** Asks whether the customer is still there. */
    ReplyDraft reminder(Conversation row, @Nullable Organization organization)
            throws InterruptedException {
        var author = author(row, organization);
        var request =
                AfterPrompts.reminder(row.id(), row.turnNumber() + 1, name(author), context(row));
        return words(
                Reply.Kind.REMINDER,
                author,
                PlanPath.PLAYBOOK,
                ask(row.id(), request, LONGEST_REMINDER, true),
                Wording.REMINDER,
                Map.of());
    }

    /**
     * Says that a person takes over: in the words of the organization's playbook for it, where it
     * has one.
     *
     * @param detail why
     */
    ReplyDraft escalation(
            Conversation row, @Nullable Organization organization, Map<String, String> detail)
            throws InterruptedException {
        var author = author(row, organization);
        var wording = HandOverPlaybook.of(organization);
        var asked =
                wording.isEmpty()
                        ? new Asked(null, "no playbook")
                        : ask(
                                row.id(),
                                AfterPrompts.escalation(
                                        row.id(),
                                        row.turnNumber() + 1,
                                        name(author),
                                        wording.get().instructions(),
                                        context(row)),
                                LONGEST_ESCALATION,
                                false);
        var draft =
                words(
                        Reply.Kind.HANDOVER,
                        author,
                        PlanPath.HUMAN,
                        asked,
                        Wording.HAND_OVER,
                        detail);
        return wording.map(playbook -> carrying(playbook, draft)).orElse(draft);
    }

    /** With the playbook's disclaimer, in whatever words it hands over. */
    private static ReplyDraft carrying(Playbook playbook, ReplyDraft draft) {
        var disclaimer = playbook.disclaimer() == null ? "" : playbook.disclaimer().strip();
        return draft.text().contains(disclaimer)
                ? draft
                : new ReplyDraft(
                        draft.kind(),
                        draft.author(),
                        draft.text() + "\n\n" + disclaimer,
                        draft.metadata());
    }

    /** Says that the conversation was closed. */
    static ReplyDraft closing() {
        return new ReplyDraft(
                Reply.Kind.CLOSING,
                SYSTEM,
                Wording.CLOSED,
                new ReplyMetadata(
                        PlanPath.PLAYBOOK,
                        null,
                        null,
                        null,
                        0,
                        0,
                        0,
                        ReplyFacts.NONE.withWords(Words.FIXED),
                        Map.of(WORDS, Words.FIXED.text())));
    }

    private record Asked(@Nullable ModelAnswer answer, String objection) {}

    private Asked ask(ConversationId id, ModelRequest request, int longest, boolean question)
            throws InterruptedException {
        return switch (model.ask(request, patience)) {
            case BoundedModel.Result.Failed failed -> new Asked(null, failed.cause());
            case BoundedModel.Result.Answered(var answer) ->
                    new Asked(answer, reading.objection(id, answer, longest, question));
        };
    }

    private static ReplyDraft words(
            Reply.Kind kind,
            Participant author,
            PlanPath path,
            Asked asked,
            String fixed,
            Map<String, String> facts) {
        var answer = asked.answer();
        boolean fit = answer != null && asked.objection().isEmpty();
        var detail = new HashMap<>(facts);
        var whose = fit ? Words.MODEL : Words.FIXED;
        detail.put(WORDS, whose.text());
        if (!fit) {
            detail.put(CAUSE, asked.objection());
        }
        var metadata =
                new ReplyMetadata(
                        path,
                        author == ASSISTANT ? null : author.id(),
                        null,
                        answer == null ? null : answer.model(),
                        answer == null ? 0 : answer.promptTokens(),
                        answer == null ? 0 : answer.completionTokens(),
                        0,
                        ReplyFacts.NONE
                                .withWords(whose)
                                .withOffline(answer != null && fit && answer.offline()),
                        detail);
        return new ReplyDraft(
                kind, author, answer != null && fit ? answer.text().strip() : fixed, metadata);
    }

    private List<Message> context(Conversation row) {
        return store.messages(row.id(), Math.max(0, row.progress().lastSeq() - CONTEXT), CONTEXT);
    }

    private static Participant author(Conversation row, @Nullable Organization organization) {
        return Optional.ofNullable(organization)
                .flatMap(held -> Optional.ofNullable(row.profile().agent()).flatMap(held::agent))
                .map(agent -> new Participant(agent.id(), agent.name(), List.of()))
                .orElse(ASSISTANT);
    }

    private static @Nullable String name(Participant author) {
        return author == ASSISTANT ? null : author.name();
    }
}
