package dev.parley.postprocessor.timers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.ErrorReport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** The dead letter about what follows a reply, when it has failed as often as it may. */
final class GivenUpLetter {
    private GivenUpLetter() {}

    /**
     * A letter about the last report, whose record it holds: redriven, it comes to the timers
     * again. It names no turn of its own, for the turn itself has its reply and is not to be opened
     * again; its cause says which one it was.
     */
    static DeadLetter about(
            ErrorReport report,
            String topic,
            int partition,
            long offset,
            Record<String, byte[]> read,
            int tries) {
        var turn = report.getTurnNumber();
        return DeadLetter.newBuilder()
                .setOrganization(report.getOrganization())
                .setConversation(report.getConversation())
                .setTurnNumber(null)
                .setStage(report.getStage())
                .setCause(
                        "what follows %s failed, %d retries did not help: %s"
                                .formatted(
                                        turn == null ? "the newest reply" : "turn " + turn,
                                        tries,
                                        report.getCause()))
                .setSourceTopic(topic)
                .setSourcePartition(partition)
                .setSourceOffset(offset)
                .setSourceTimestamp(report.getAt())
                .setKey(ByteBuffer.wrap(read.key().getBytes(UTF_8)))
                .setValue(ByteBuffer.wrap(read.value()))
                .setHeaders(List.of())
                .setAt(Instant.ofEpochMilli(read.timestamp()))
                .build();
    }
}
