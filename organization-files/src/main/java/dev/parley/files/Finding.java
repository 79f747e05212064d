package dev.parley.files;

/**
 * Something a person should look at.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message names the key and holds no value that may be secret
 */
public record Finding(Severity severity, String file, int line, int column, String message) {
    /** Whether it has to be mended. */
    public enum Severity {
        /** Nothing is published while there is one. */
        ERROR,
        /** It may be meant so. */
        WARNING
    }

    /** As compilers and editors have it: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s%s"
                .formatted(
                        file,
                        line,
                        column,
                        severity == Severity.WARNING ? "warning: " : "",
                        message);
    }
}
