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
                .setActor(AuditActor.valueOf(entry.actor().kind().name()))
                .setActorId(entry.actor().id())
                .setAction(AuditAction.valueOf(entry.action().name()))
                .setTarget(entry.target())
                .setAddress(entry.address())
                .setAt(entry.at())
                .build();
    }
}
