package dev.parley.files;

/** Says where a file or its content cannot be read any further. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    UnreadableException(Place place, String message) {
        super(message);
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** What is wrong, without where. */
    String rule() {
        return String.valueOf(getMessage());
    }
}
