package dev.parley.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON bodies strictly: bounded before anything is parsed, no unknown or repeated field, no
 * number for a string. It has a mapper of its own, so that no setting of the application loosens
 * it. Thread-safe.
 */
final class RequestBodies {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_PATH = 120;
    private static final int PIECE = 8_192;

    private final JsonMapper json = mapper();
    private final int limit;
    private final long patienceNanos;

    /**
     * Reads bodies.
     *
     * @param patience how long a whole body may take, however it trickles in
     */
    RequestBodies(DataSize limit, Duration patience) {
        this.limit = Math.toIntExact(limit.toBytes());
        this.patienceNanos = patience.toNanos();
    }

    /** Tells whether the request has a body. */
    static boolean isThere(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** The body as an object, or the end of the request: 413, or 400 naming the field or place. */
    <T> T read(HttpServletRequest request, Class<T> type) {
        var body = bytes(request);
        if (body.length == 0) {
            throw malformed("the body is empty; an object is expected");
        }
        var text = decoded(body);
        try {
            T value = json.readValue(text, type);
            if (value == null) {
                throw malformed("the body must be a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.field(path(e), "is not a known field");
        } catch (StreamReadException e) {
            throw malformed("the body is not valid JSON " + place(e));
        } catch (DatabindException e) {
            throw wrongType(e);
        } catch (JacksonException e) {
            throw malformed("the body is not valid JSON " + place(e));
        }
    }

    /**
     * Strictly: the parser of bytes takes overlong forms for the characters they stand for, and
     * UTF-16 for JSON, so that whoever looks into bodies before us would have read another text.
     */
    private static String decoded(byte[] body) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("the body is not valid UTF-8");
        }
    }

    private static void checkCharset(HttpServletRequest request) {
        var type = request.getContentType();
        if (type == null) {
            return;
        }
        try {
            var charset = MediaType.parseMediaType(type).getCharset();
            if (charset != null && !charset.equals(UTF_8)) {
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "the body must be UTF-8, not " + charset.name());
            }
        } catch (InvalidMediaTypeException _) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "the media type of the body is malformed");
        }
    }

    private byte[] bytes(HttpServletRequest request) {
        checkCharset(request);
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        // One byte more than allowed tells a body that declares no length from one that fits.
        var body = atMost(limit + 1, request);
        if (body.length > limit) {
            throw tooLarge();
        }
        return body;
    }

    private byte[] atMost(int length, HttpServletRequest request) {
        long deadline = System.nanoTime() + patienceNanos;
        var body = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        try {
            var in = request.getInputStream();
            while (body.size() < length) {
                int read = in.read(piece, 0, Math.min(piece.length, length - body.size()));
                if (read < 0) {
                    break;
                }
                body.write(piece, 0, read);
                // The connector bounds each read alone, so a byte now and then would never end.
                if (System.nanoTime() - deadline > 0) {
                    throw new ProblemException(
                            ProblemType.REQUEST_TIMEOUT, "the body took too long to arrive");
                }
            }
            return body.toByteArray();
        } catch (IOException _) {
            // A broken chunk, a client that stopped sending, or one that has gone.
            throw malformed("the body could not be read to its end");
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.BODY_TOO_LARGE, "the body must have at most %d bytes".formatted(limit));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }

    private static ProblemException wrongType(DatabindException e) {
        var path = path(e);
        return path.isEmpty()
                ? malformed("the body must be a JSON object")
                : ProblemException.field(path, "has the wrong type");
    }

    /** Where in the body, as {@code author.id}; empty for the body itself. */
    private static String path(DatabindException e) {
        var path =
                e.getPath().stream()
                        .map(step -> step(step.getPropertyName(), step.getIndex()))
                        .collect(Collectors.joining());
        var relative = path.startsWith(".") ? path.substring(1) : path;
        return relative.length() <= LONGEST_PATH ? relative : relative.substring(0, LONGEST_PATH);
    }

    private static String step(@Nullable String name, int index) {
        return name == null ? "[" + index + "]" : "." + name;
    }

    private static String place(JacksonException e) {
        var location = e.getLocation();
        return location == null
                ? ""
                : "at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static JsonMapper mapper() {
        var limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build();
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        truth ->
                                truth.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.EmptyString,
                                                CoercionAction.Fail))
                .build();
    }
}
