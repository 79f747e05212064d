package dev.parley.kafka;

import static java.util.Objects.requireNonNull;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Triggers.Failure;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.conversation.Triggers.WakeReason;
import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.conversation.recovery.TopicHistory.ToldReply;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.DocumentVersion;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.OrganizationConfiguration;
import dev.parley.schemas.RawHeader;
import dev.parley.schemas.Wakeup;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All values that cross a mapper. Where main code maps one way only, for the others read or write
 * elsewhere or not at all, the way back is here.
 */
final class RoundTrips {
    private static final String DERIVED = "follows from conversation and number, for people";
    private static final String PUBLISHED = "when it was published, for people";
    private static final String TIMERS = "told by timers alone";
    private static final String NOBODY = "one without the other names nobody";
    private static final String NO_RECORD = "told of records; here a turn failed";

    static final RoundTrip<Plan, dev.parley.schemas.Plan> PLAN =
            new RoundTrip<>(
                    Plan.class,
                    dev.parley.schemas.Plan.class,
                    PlanRecords::record,
                    PlanRecords::plan,
                    Map.of("turnId", DERIVED, "allowedTools", "no turn may call a tool so far"));

    static final List<RoundTrip<?, ?>> ALL =
            List.of(
                    PLAN,
                    new RoundTrip<>(
                            ToldReply.class,
                            dev.parley.schemas.Reply.class,
                            told -> ReplyRecords.record(told.conversation(), told.reply()),
                            value ->
                                    new ToldReply(
                                            ReplyRecords.conversation(value),
                                            ReplyRecords.reply(value)),
                            Map.of("turnId", DERIVED)),
                    new RoundTrip<>(
                            InboundMessage.class,
                            dev.parley.schemas.InboundMessage.class,
                            InboundRecords::record,
                            InboundRecords::message,
                            Map.of()),
                    new RoundTrip<>(
                            Organization.class,
                            OrganizationConfiguration.class,
                            organization -> OrganizationRecords.record(organization, Instant.EPOCH),
                            OrganizationRecords::organization,
                            Map.of(
                                    "at",
                                    PUBLISHED,
                                    "apiKeyHashes",
                                    "for builds that know no scopes")),
                    new RoundTrip<>(
                            EmbeddedDocument.class,
                            DocumentVersion.class,
                            document -> DocumentRecords.record(document, Instant.EPOCH),
                            DocumentRecords::document,
                            Map.of("at", PUBLISHED)),
                    new RoundTrip<>(
                            DeadLetter.class,
                            dev.parley.schemas.DeadLetter.class,
                            RoundTrips::record,
                            DeadLetterRecords::letter,
                            Map.of(
                                    "organization is there",
                                    NOBODY,
                                    "conversation is there",
                                    NOBODY)),
                    new RoundTrip<>(
                            Happened.class,
                            ConversationEvent.class,
                            Happened::record,
                            Happened::of,
                            Map.of()),
                    new RoundTrip<>(
                            Woken.class,
                            Wakeup.class,
                            woken ->
                                    WakeupRecords.record(
                                            woken.conversation, woken.reason, woken.at),
                            Woken::of,
                            Map.of("attempt", TIMERS, "notBefore", TIMERS)),
                    new RoundTrip<>(
                            FollowedUp.class,
                            Wakeup.class,
                            asked ->
                                    WakeupRecords.record(
                                            asked.conversation, asked.reason, asked.at),
                            FollowedUp::of,
                            Map.of("attempt", TIMERS, "notBefore", TIMERS)),
                    new RoundTrip<>(
                            Reported.class,
                            ErrorReport.class,
                            reported -> FailureRecords.record(reported.failure, reported.at),
                            Reported::of,
                            Map.of(
                                    "causeType",
                                    NO_RECORD,
                                    "sourceTopic",
                                    NO_RECORD,
                                    "sourcePartition",
                                    NO_RECORD,
                                    "sourceOffset",
                                    NO_RECORD)),
                    new RoundTrip<>(
                            AuditEntry.class,
                            dev.parley.schemas.AuditEntry.class,
                            KafkaAuditLog::record,
                            RoundTrips::entry,
                            Map.of()),
                    new RoundTrip<>(
                            StoreMark.class,
                            dev.parley.schemas.StoreMark.class,
                            KafkaStoreMarks::record,
                            KafkaStoreMarks::mark,
                            Map.of()));

    private RoundTrips() {}

    /** An event, with what the topics' history does not ask for. */
    record Happened(
            ConversationId conversation,
            Events.Kind kind,
            @Nullable Long turn,
            Map<String, String> detail,
            Instant at,
            String id) {
        private ConversationEvent record() {
            return EventRecords.record(conversation, kind, turn, detail, at, id);
        }

        private static Happened of(ConversationEvent value) {
            var told = EventRecords.event(value);
            return new Happened(
                    told.conversation(),
                    told.kind(),
                    value.getTurnNumber(),
                    told.detail(),
                    told.at(),
                    String.valueOf(value.getId()));
        }
    }

    /** A request to planners. */
    record Woken(ConversationId conversation, WakeReason reason, Instant at) {
        private static Woken of(Wakeup value) {
            return new Woken(
                    WakeupRecords.conversation(value),
                    WakeReason.valueOf(value.getReason().name()),
                    value.getAt());
        }
    }

    /** A request to post-processors. */
    record FollowedUp(ConversationId conversation, FollowUp reason, Instant at) {
        private static FollowedUp of(Wakeup value) {
            return new FollowedUp(
                    WakeupRecords.conversation(value),
                    FollowUp.valueOf(value.getReason().name()),
                    value.getAt());
        }
    }

    /** A failure as timers read it. */
    record Reported(Failure failure, Instant at) {
        private static Reported of(ErrorReport value) {
            return new Reported(
                    new Failure(
                            stage(value.getStage()),
                            new ConversationId(
                                    requireNonNull(value.getOrganization()),
                                    requireNonNull(value.getConversation())),
                            requireNonNull(value.getTurnNumber()),
                            value.getAttempt(),
                            value.getFailures(),
                            value.getCause(),
                            value.getNeedsProcessing(),
                            value.getNotBefore()),
                    value.getAt());
        }

        private static Stage stage(String text) {
            return Arrays.stream(Stage.values())
                    .filter(stage -> stage.text().equals(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static AuditEntry entry(dev.parley.schemas.AuditEntry value) {
        return new AuditEntry(
                value.getOrganization(),
                new AuditEntry.Actor(
                        AuditEntry.Actor.Kind.valueOf(value.getActor().name()), value.getActorId()),
                AuditEntry.Action.valueOf(value.getAction().name()),
                value.getTarget(),
                value.getAddress(),
                value.getAt());
    }

    private static dev.parley.schemas.DeadLetter record(DeadLetter letter) {
        var record = letter.record();
        return dev.parley.schemas.DeadLetter.newBuilder()
                .setOrganization(letter.organization())
                .setConversation(letter.conversation())
                .setTurnNumber(letter.turn())
                .setStage(letter.stage())
                .setCause(letter.cause())
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setSourceTimestamp(record.at())
                .setKey(buffer(record.key()))
                .setValue(buffer(record.value()))
                .setHeaders(
                        record.headers().stream()
                                .map(header -> new RawHeader(header.name(), buffer(header.value())))
                                .toList())
                .setAt(letter.at())
                .build();
    }

    private static @Nullable ByteBuffer buffer(@Nullable Bytes bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes.toArray());
    }
}
