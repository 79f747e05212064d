package dev.parley.ingest.http;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. Its detail is shown to the client. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String detail;
    private final @Nullable String field;

    ProblemException(ProblemType type, String detail) {
        this(type, detail, null);
    }

    private ProblemException(ProblemType type, String detail, @Nullable String field) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.field = field;
    }

    /** A field of the body, or a part of the path or query, that breaks its rule. */
    static ProblemException field(String field, String rule) {
        return new ProblemException(ProblemType.INVALID_REQUEST, field + " " + rule, field);
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return detail;
    }

    @Nullable String field() {
        return field;
    }
}
