package dev.parley.conversation.document;

/** Says what is wrong with a Markdown file, and in which line. */
public final class MarkdownFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    public MarkdownFileException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }
}
