package dev.parley.postprocessor.timers;

import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.EventType;
import dev.parley.schemas.RecordKey;
import dev.parley.schemas.Reply;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.ReplyPath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What timers read, with ordinary contents. */
final class TimerRecords {
    private TimerRecords() {}

    static Reply reply(String key, ReplyKind kind, long turn, Instant at) {
        var id = RecordKey.parse(key);
        return Reply.newBuilder()
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setTurnNumber(turn)
                .setTurnId("t-" + turn)
                .setMessageId("m-" + turn)
                .setSeq(2 * turn)
                .setOutSeq(turn)
                .setFromSeq(2 * turn - 2)
                .setThroughSeq(2 * turn - 1)
                .setOwnershipEpoch(0)
                .setKind(kind)
                .setPath(ReplyPath.DOCUMENT_QA)
                .setText("text of reply " + turn)
                .setCommittedAt(at)
                .build();
    }

    static ConversationEvent event(String key, EventType type, Instant at) {
        var id = RecordKey.parse(key);
        return ConversationEvent.newBuilder()
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setType(type)
                .setAt(at)
                .build();
    }

    static ErrorReport.Builder error(String key, @Nullable Long turn, Instant at) {
        var id = RecordKey.parse(key);
        return ErrorReport.newBuilder()
                .setStage("some-stage")
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setTurnNumber(turn)
                .setAttempt(1)
                .setFailures(1)
                .setCause("it failed")
                .setNeedsProcessing(true)
                .setSourceTopic("parley.plans")
                .setSourcePartition(0)
                .setSourceOffset(0)
                .setAt(at);
    }
}
