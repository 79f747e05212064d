package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.recovery.RecoveryReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a recovery came to.
 *
 * @param missingSince from when on the store lacks what it had, for the recovery began later; null
 *     when it lacks nothing that is known of
 */
@JsonInclude(NON_NULL)
record RecoveryView(
        long replies,
        long messages,
        long superseded,
        long behind,
        long erased,
        long takenOver,
        long published,
        long unreadable,
        @Nullable Instant missingSince) {
    static RecoveryView of(RecoveryReport report, @Nullable Instant missingSince) {
        return new RecoveryView(
                report.replies(),
                report.messages(),
                report.superseded(),
                report.behind(),
                report.erased(),
                report.takenOver(),
                report.published(),
                report.unreadable(),
                missingSince);
    }
}
