package dev.parley.kafka;

import dev.parley.conversation.Triggers.Failure;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.Topic;
import java.time.Instant;

/** Failed attempts as records. */
final class FailureRecords {
    private static final int NO_PLACE = -1;

    private FailureRecords() {}

    /** The turn failed and not a record, which therefore has no place. */
    static ErrorReport record(Failure failure, Instant at) {
        var id = failure.conversation();
        return ErrorReport.newBuilder()
                .setStage(failure.stage().text())
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setTurnNumber(failure.turn())
                .setAttempt(failure.attempt())
                .setFailures(failure.failures())
                .setCause(failure.cause())
                .setNeedsProcessing(failure.needsProcessing())
                .setNotBefore(failure.notBefore())
                .setSourceTopic(Topic.PLANS.baseName())
                .setSourcePartition(NO_PLACE)
                .setSourceOffset(NO_PLACE)
                .setAt(at)
                .build();
    }
}
