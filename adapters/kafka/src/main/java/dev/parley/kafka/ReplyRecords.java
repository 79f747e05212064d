package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Turn;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.ReplyPath;

/** Committed replies as records and back. */
public final class ReplyRecords {
    private ReplyRecords() {}

    static dev.parley.schemas.Reply record(ConversationId id, Reply reply) {
        var metadata = reply.metadata();
        return dev.parley.schemas.Reply.newBuilder()
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setTurnNumber(reply.turn())
                .setTurnId(Turn.id(id, reply.turn()))
                .setMessageId(reply.messageId())
                .setSeq(reply.seq())
                .setOutSeq(reply.outSeq())
                .setFromSeq(reply.from())
                .setThroughSeq(reply.through())
                .setOwnershipEpoch(reply.ownershipEpoch())
                .setKind(kind(reply.kind()))
                .setPath(path(metadata.path()))
                .setText(reply.text())
                .setAgent(metadata.agent())
                .setPlaybook(metadata.playbook())
                .setModel(metadata.model())
                .setPromptTokens(metadata.promptTokens())
                .setCompletionTokens(metadata.completionTokens())
                .setLatencyMillis(metadata.latencyMillis())
                .setFacts(FactRecords.record(metadata.facts()))
                .setMetadata(metadata.detail())
                .setCommittedAt(reply.committedAt())
                .build();
    }

    /** The conversation a record is about. */
    public static ConversationId conversation(dev.parley.schemas.Reply value) {
        return new ConversationId(value.getOrganization(), value.getConversation());
    }

    /** Whether its kind or path was added after this build, which cannot tell what it means. */
    public static boolean isOfNewerBuild(dev.parley.schemas.Reply value) {
        return value.getKind() == ReplyKind.UNKNOWN || value.getPath() == ReplyPath.UNKNOWN;
    }

    /**
     * Reads a record. How far delivery has come only the store knows: here it is always pending.
     *
     * @throws IllegalArgumentException naming a kind or path this build does not know
     */
    public static Reply reply(dev.parley.schemas.Reply value) {
        var metadata =
                new ReplyMetadata(
                        path(value.getPath()),
                        value.getAgent(),
                        value.getPlaybook(),
                        value.getModel(),
                        value.getPromptTokens(),
                        value.getCompletionTokens(),
                        value.getLatencyMillis(),
                        FactRecords.facts(value),
                        value.getMetadata());
        return new Reply(
                value.getTurnNumber(),
                value.getMessageId(),
                value.getSeq(),
                value.getOutSeq(),
                value.getFromSeq(),
                value.getThroughSeq(),
                value.getOwnershipEpoch(),
                kind(value.getKind()),
                value.getText(),
                metadata,
                value.getCommittedAt(),
                DeliveryState.PENDING);
    }

    private static ReplyKind kind(Reply.Kind kind) {
        return switch (kind) {
            case ANSWER -> ReplyKind.ANSWER;
            case HANDOVER -> ReplyKind.HANDOVER;
            case APOLOGY -> ReplyKind.APOLOGY;
            case REMINDER -> ReplyKind.REMINDER;
            case CLOSING -> ReplyKind.CLOSING;
        };
    }

    private static Reply.Kind kind(ReplyKind kind) {
        return switch (kind) {
            case ANSWER -> Reply.Kind.ANSWER;
            case HANDOVER -> Reply.Kind.HANDOVER;
            case APOLOGY -> Reply.Kind.APOLOGY;
            case REMINDER -> Reply.Kind.REMINDER;
            case CLOSING -> Reply.Kind.CLOSING;
            case UNKNOWN ->
                    throw new IllegalArgumentException("a reply of a kind UNKNOWN to this build");
        };
    }

    private static ReplyPath path(PlanPath path) {
        return switch (path) {
            case PLAYBOOK -> ReplyPath.PLAYBOOK;
            case DOCUMENT_QA -> ReplyPath.DOCUMENT_QA;
            case HUMAN -> ReplyPath.HUMAN;
            case NO_AGENT -> ReplyPath.NO_AGENT;
        };
    }

    private static PlanPath path(ReplyPath path) {
        return switch (path) {
            case PLAYBOOK -> PlanPath.PLAYBOOK;
            case DOCUMENT_QA -> PlanPath.DOCUMENT_QA;
            case HUMAN -> PlanPath.HUMAN;
            case NO_AGENT -> PlanPath.NO_AGENT;
            case UNKNOWN ->
                    throw new IllegalArgumentException("a reply by a path UNKNOWN to this build");
        };
    }
}
