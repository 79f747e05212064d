package dev.parley.runtime;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.RawHeader;
import dev.parley.schemas.RecordKey;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes failures of one stage: to its error topic, and what is given up to the dead letters,
 * each under the record's own key and acknowledged before the method returns.
 *
 * <p>A letter about a record without a readable key is keyed by the record's place. A dead letter
 * that Kafka refuses for its size is published without value and headers, which its cause then
 * says; the record itself stays on its topic until that topic forgets it.
 */
public final class PublishingFailureRouter implements FailureRouter {

    private static final int MAX_CAUSE = 1_000;

    private final String stage;
    private final RecordPublisher publisher;
    private final String errorsTopic;
    private final String deadLettersTopic;
    private final InstantSource clock;

    /**
     * @param errorsTopic full name of the stage's error topic
     * @param deadLettersTopic full name of the topic of dead letters
     */
    public PublishingFailureRouter(
            String stage,
            RecordPublisher publisher,
            String errorsTopic,
            String deadLettersTopic,
            InstantSource clock) {
        this.stage = stage;
        this.publisher = publisher;
        this.errorsTopic = errorsTopic;
        this.deadLettersTopic = deadLettersTopic;
        this.clock = clock;
    }

    @Override
    public void failed(WorkRecord record, Throwable cause) throws InterruptedException {
        var key = keyOf(record.key());
        var report =
                ErrorReport.newBuilder()
                        .setStage(stage)
                        .setOrganization(key == null ? null : key.organization())
                        .setConversation(key == null ? null : key.conversation())
                        .setAttempt(record.attempt())
                        .setFailures(1)
                        .setCause(shortened(String.valueOf(cause.getMessage())))
                        .setCauseType(cause.getClass().getName())
                        .setNeedsProcessing(true)
                        .setSourceTopic(record.topic())
                        .setSourcePartition(record.partition())
                        .setSourceOffset(record.offset())
                        .setAt(clock.instant())
                        .build();
        publisher.publishAndAwait(errorsTopic, record.key(), report, record.trace());
    }

    @Override
    public void deadLetter(RawRecord record, String cause, @Nullable Long turn)
            throws InterruptedException {
        try {
            publish(
                    record,
                    letter(record, shortened(cause), turn)
                            .setValue(buffer(record.value()))
                            .setHeaders(headers(record)));
        } catch (RecordTooLargeException e) {
            int bytes = record.value() == null ? 0 : record.value().length;
            var left =
                    "; the value of "
                            + bytes
                            + " bytes and the headers are left out: "
                            + e.getMessage();
            publish(record, letter(record, shortened(cause) + left, turn).setHeaders(List.of()));
        }
    }

    private void publish(RawRecord record, DeadLetter.Builder letter) throws InterruptedException {
        publisher.publishAndAwait(
                deadLettersTopic, readableKey(record), letter.build(), record.trace());
    }

    /**
     * The record's own key, or its place when it has none that is text, so that whoever reads the
     * letters can read this one too.
     */
    private static String readableKey(RawRecord record) {
        var text = Utf8.textOrNull(record.key());
        return text == null ? record.position() : text;
    }

    private DeadLetter.Builder letter(RawRecord record, String cause, @Nullable Long turn) {
        var text = Utf8.textOrNull(record.key());
        var key = text == null ? null : keyOf(text);
        return DeadLetter.newBuilder()
                .setOrganization(key == null ? null : key.organization())
                .setConversation(key == null ? null : key.conversation())
                .setTurnNumber(turn)
                .setStage(stage)
                .setCause(cause)
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setSourceTimestamp(record.timestamp())
                .setKey(buffer(record.key()))
                .setAt(clock.instant());
    }

    private static List<RawHeader> headers(RawRecord record) {
        var headers = new ArrayList<RawHeader>();
        record.headers()
                .forEach(
                        header -> headers.add(new RawHeader(header.key(), buffer(header.value()))));
        return headers;
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static @Nullable RecordKey keyOf(String key) {
        try {
            return RecordKey.parse(key);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String shortened(String cause) {
        return cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE) + "...";
    }
}
