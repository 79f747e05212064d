package dev.parley.standalone.play;

/**
 * Says where a file of conversations is wrong, and what; the message is fit to be shown to the
 * operator.
 */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }
}
