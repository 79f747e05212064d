package dev.parley.runtime;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.RawHeader;
import dev.parley.schemas.RecordKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes failures of one stage: to its error topic, and what is given up to the dead letters,
 * each under the record's own key and acknowledged before the method returns.
 *
 * <p>A letter about a record without a readable key, or about another letter, is keyed by the
 * record's place. A dead letter that Kafka refuses for its size is published without value and
 * headers, and with no more of its key than a beginning and a hash, which its cause then says; the
 * record itself stays on its topic until that topic forgets it. A letter about a letter about a
 * letter is only logged, or one that nobody can keep would go round for ever.
 */
public final class PublishingFailureRouter implements FailureRouter {

    private static final Logger LOG = LoggerFactory.getLogger(PublishingFailureRouter.class);
    private static final int MAX_CAUSE = 1_000;

    /** Longer than every key of ours by far. */
    private static final int MAX_KEY = 1_024;

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
        if (isAboutALetter(record)) {
            LOG.error(
                    "{}: the letter about a letter at {} cannot be kept either: {}",
                    stage,
                    record.position(),
                    shortened(cause));
            return;
        }
        try {
            publish(
                    record,
                    letter(record, shortened(cause), turn)
                            .setValue(buffer(record.value()))
                            .setHeaders(headers(record)));
        } catch (RecordTooLargeException | RecordBatchTooLargeException e) {
            publish(record, withoutContents(record, cause, turn, e));
        }
    }

    /** A letter that fits whatever the record was. */
    private DeadLetter.Builder withoutContents(
            RawRecord record, String cause, @Nullable Long turn, Exception refusal) {
        int bytes = record.value() == null ? 0 : record.value().length;
        var left =
                "; the value of "
                        + bytes
                        + " bytes and the headers are left out: "
                        + shortened(String.valueOf(refusal.getMessage()));
        var letter = letter(record, "", turn).setHeaders(List.of());
        var key = record.key();
        if (key != null && key.length > MAX_KEY) {
            letter.setKey(ByteBuffer.wrap(key, 0, MAX_KEY));
            left += "; of the key of " + key.length + " bytes only the first " + MAX_KEY;
            left += " are kept, its SHA-256 is " + sha256(key);
        }
        return letter.setCause(shortened(cause) + left);
    }

    private void publish(RawRecord record, DeadLetter.Builder letter) throws InterruptedException {
        publisher.publishAndAwait(
                deadLettersTopic, readableKey(record), letter.build(), record.trace());
    }

    /**
     * The record's own key, or its place when it has none that is text and of a bearable length, so
     * that whoever reads the letters can read this one too.
     */
    private String readableKey(RawRecord record) {
        var key = record.key();
        if (key == null || key.length > MAX_KEY || record.topic().equals(deadLettersTopic)) {
            return record.position();
        }
        var text = Utf8.textOrNull(key);
        return text == null ? record.position() : text;
    }

    private boolean isAboutALetter(RawRecord record) {
        var key = Utf8.textOrNull(record.key());
        return record.topic().equals(deadLettersTopic)
                && key != null
                && key.startsWith(deadLettersTopic + '-');
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String shortened(String cause) {
        return cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE) + "...";
    }
}
