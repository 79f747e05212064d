package dev.parley.kafka;

import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.audit.AuditLog;
import dev.parley.schemas.AuditAction;
import dev.parley.schemas.AuditActor;
import dev.parley.schemas.Topic;

/** Audit entries as records, keyed by organization. */
final class KafkaAuditLog implements AuditLog {
    private static final String NO_ORGANIZATION = "-";

    private final Publishing publishing;

    KafkaAuditLog(Publishing publishing) {
        this.publishing = publishing;
    }

    @Override
    public void add(AuditEntry entry) {
        var organization = entry.organization();
        publishing.publish(
                Topic.AUDIT, organization == null ? NO_ORGANIZATION : organization, record(entry));
    }

    static dev.parley.schemas.AuditEntry record(AuditEntry entry) {
        return dev.parley.schemas.AuditEntry.newBuilder()
                .setOrganization(entry.organization())
                .setActor(actor(entry.actor().kind()))
                .setActorId(entry.actor().id())
                .setAction(action(entry.action()))
                .setTarget(entry.target())
                .setAddress(entry.address())
                .setAt(entry.at())
                .build();
    }

    private static AuditActor actor(AuditEntry.Actor.Kind kind) {
        return switch (kind) {
            case OPERATOR -> AuditActor.OPERATOR;
            case KEY -> AuditActor.KEY;
            case TOKEN -> AuditActor.TOKEN;
        };
    }

    private static AuditAction action(AuditEntry.Action action) {
        return switch (action) {
            case KEY_CREATED -> AuditAction.KEY_CREATED;
            case KEY_ENDED -> AuditAction.KEY_ENDED;
            case TOKENS_ENDED -> AuditAction.TOKENS_ENDED;
            case ORGANIZATION_CONFIGURED -> AuditAction.ORGANIZATION_CONFIGURED;
            case CONVERSATION_ERASED -> AuditAction.CONVERSATION_ERASED;
            case DOCUMENT_PUT -> AuditAction.DOCUMENT_PUT;
            case DOCUMENT_REMOVED -> AuditAction.DOCUMENT_REMOVED;
            case TAKEN_OVER -> AuditAction.TAKEN_OVER;
            case RETURNED -> AuditAction.RETURNED;
            case DEAD_LETTER_REDRIVEN -> AuditAction.DEAD_LETTER_REDRIVEN;
            case DEAD_LETTER_DISCARDED -> AuditAction.DEAD_LETTER_DISCARDED;
            case STORE_RECOVERED -> AuditAction.STORE_RECOVERED;
        };
    }
}
