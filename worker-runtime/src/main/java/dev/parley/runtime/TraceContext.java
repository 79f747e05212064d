package dev.parley.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Headers;

/**
 * Where a record stands in its trace, as the W3C header {@code traceparent} carries it.
 *
 * @param traceId the same for everything one message causes; 32 lower-case hex digits, not all zero
 * @param spanId this step; 16 lower-case hex digits, not all zero
 * @param flags the trace flags, 0 to 255; bit 0 means sampled
 */
public record TraceContext(String traceId, String spanId, int flags) {

    /** Name of the record header, and of the HTTP header of the same format. */
    public static final String HEADER = "traceparent";

    private static final int SAMPLED = 1;
    private static final HexFormat HEX = HexFormat.of();
    private static final int LENGTH = 55;

    public TraceContext {
        if (!isId(traceId, 32)) {
            throw new IllegalArgumentException("traceId is not 32 hex digits: " + traceId);
        }
        if (!isId(spanId, 16)) {
            throw new IllegalArgumentException("spanId is not 16 hex digits: " + spanId);
        }
        if (flags < 0 || flags > 255) {
            throw new IllegalArgumentException("flags is not one byte: " + flags);
        }
    }

    /** A new trace with random ids, marked as sampled. */
    public static TraceContext root() {
        var random = ThreadLocalRandom.current();
        String traceId = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(nonZero(random));
        return new TraceContext(traceId, HEX.toHexDigits(nonZero(random)), SAMPLED);
    }

    /**
     * Reads a {@code traceparent}. Empty when it is not valid: upper case, zero ids, version ff, or
     * anything after the flags in version 00. Later versions may add fields, which are ignored.
     */
    public static Optional<TraceContext> parse(String traceparent) {
        boolean version00 = traceparent.startsWith("00-");
        if (traceparent.length() < LENGTH
                || (traceparent.length() > LENGTH
                        && (version00 || traceparent.charAt(LENGTH) != '-'))
                || traceparent.charAt(2) != '-'
                || traceparent.charAt(35) != '-'
                || traceparent.charAt(52) != '-') {
            return Optional.empty();
        }
        String version = traceparent.substring(0, 2);
        String trace = traceparent.substring(3, 35);
        String span = traceparent.substring(36, 52);
        String flags = traceparent.substring(53, LENGTH);
        if (!isHex(version)
                || version.equals("ff")
                || !isId(trace, 32)
                || !isId(span, 16)
                || !isHex(flags)) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(trace, span, HexFormat.fromHexDigits(flags)));
    }

    /** The context in a record's headers; empty when there is none or it is not valid. */
    public static Optional<TraceContext> of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        return parse(new String(header.value(), ISO_8859_1));
    }

    /** A step caused by this one: same trace, new span. */
    public TraceContext child() {
        return new TraceContext(
                traceId, HEX.toHexDigits(nonZero(ThreadLocalRandom.current())), flags);
    }

    /** The header's value, version 00. */
    public String traceparent() {
        return "00-" + traceId + '-' + spanId + '-' + HEX.toHexDigits((byte) flags);
    }

    /** Sets the header, replacing one that is there. */
    public void putInto(Headers headers) {
        headers.remove(HEADER).add(HEADER, traceparent().getBytes(ISO_8859_1));
    }

    private static boolean isId(String text, int length) {
        return text.length() == length
                && isHex(text)
                && text.chars().anyMatch(digit -> digit != '0');
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static long nonZero(ThreadLocalRandom random) {
        return random.nextLong(1, Long.MAX_VALUE);
    }
}
