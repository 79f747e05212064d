package dev.parley.conversation;

/**
 * How far a conversation has come, by message position.
 *
 * @param lastSeq position of the newest message of any author; 0 before the first
 * @param lastInboundSeq position of the newest message that wants an answer
 * @param answeredThrough the watermark: every inbound message at or below it has a disposition. It
 *     only grows
 */
public record Progress(long lastSeq, long lastInboundSeq, long answeredThrough) {
    /** How every conversation begins. */
    public static final Progress INITIAL = new Progress(0, 0, 0);

    /** Refuses positions that contradict each other. */
    public Progress {
        if (answeredThrough < 0 || lastInboundSeq > lastSeq || answeredThrough > lastSeq) {
            throw new IllegalArgumentException(
                    "progress out of order: last %d, inbound %d, answered %d"
                            .formatted(lastSeq, lastInboundSeq, answeredThrough));
        }
    }

    /** Tells whether some inbound message has no disposition. */
    public boolean isBehind() {
        return lastInboundSeq > answeredThrough;
    }

    /** With one more inbound message. */
    public Progress received() {
        return new Progress(lastSeq + 1, lastSeq + 1, answeredThrough);
    }

    /** With one more message that wants no answer. */
    public Progress said() {
        return new Progress(lastSeq + 1, lastInboundSeq, answeredThrough);
    }

    /** With the watermark at the given position, or where it was when that is higher. */
    public Progress answered(long through) {
        return new Progress(lastSeq, lastInboundSeq, Math.max(answeredThrough, through));
    }
}
