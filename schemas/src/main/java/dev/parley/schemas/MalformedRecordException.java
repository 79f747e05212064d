package dev.parley.schemas;

/** Says that bytes are no record Parley can read; trying again changes nothing. */
public final class MalformedRecordException extends RuntimeException {

    MalformedRecordException(String message) {
        super(message);
    }

    MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
