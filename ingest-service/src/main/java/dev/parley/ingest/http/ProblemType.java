package dev.parley.ingest.http;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The kinds of refusals, each with its status. */
enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A key is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The key does not allow this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    UNKNOWN_ORGANIZATION(HttpStatus.NOT_FOUND, "The organization is unknown"),
    UNKNOWN_CONVERSATION(HttpStatus.NOT_FOUND, "The conversation is unknown"),
    UNKNOWN_MESSAGE(HttpStatus.NOT_FOUND, "The message is unknown"),
    UNKNOWN_KEY(HttpStatus.NOT_FOUND, "The key is unknown"),
    UNKNOWN_DOCUMENT(HttpStatus.NOT_FOUND, "The document is unknown"),
    UNKNOWN_DEAD_LETTER(HttpStatus.NOT_FOUND, "The dead letter is unknown"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer comes in another format"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    AMBIGUOUS_MESSAGE(HttpStatus.CONFLICT, "Several conversations have this message id"),
    TOO_MANY_KEYS(HttpStatus.CONFLICT, "The organization has as many keys as it may"),
    LAST_KEY(HttpStatus.CONFLICT, "It is the organization's last key"),
    DOCUMENTS_NOT_ENABLED(HttpStatus.CONFLICT, "Documents are not enabled"),
    NOT_TAKEN_OVER(HttpStatus.CONFLICT, "No person has the conversation"),
    UNDELIVERABLE(HttpStatus.CONFLICT, "Nothing would carry the message"),
    TURN_OPEN(HttpStatus.CONFLICT, "A turn of the conversation is open"),
    STALE(HttpStatus.CONFLICT, "The answer would come too late"),
    NOT_AS_THINGS_ARE(HttpStatus.CONFLICT, "Not possible as things are"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "The organization asks for too much"),
    REFUSED(HttpStatus.BAD_REQUEST, "The request was refused"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something is broken on our side"),
    NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "What was asked for is not served"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not possible at the moment");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The kind that stands for a status where nothing more is known. */
    static ProblemType of(int status) {
        return switch (status) {
            case 400 -> INVALID_REQUEST;
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 501 -> NOT_IMPLEMENTED;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : REFUSED;
        };
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The URI that names it. */
    String uri() {
        return "urn:parley:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
