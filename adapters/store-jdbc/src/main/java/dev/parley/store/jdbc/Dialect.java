package dev.parley.store.jdbc;

/** Where the databases differ. All other SQL is the same text for both. */
enum Dialect {
    /**
     * One writer at a time for the whole file. Transactions are begun by statement, because the
     * driver would otherwise begin the next one right after each commit. Text compares by its
     * bytes.
     */
    SQLITE("BEGIN", "TEXT", "BLOB"),

    /**
     * Many writers at a time; a transaction locks the conversations it is about. Ids compare by
     * their bytes too, whatever the language of the database.
     */
    POSTGRESQL("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", "TEXT COLLATE \"C\"", "BYTEA");

    private final String beginReading;
    private final String idType;
    private final String bytesType;

    Dialect(String beginReading, String idType, String bytesType) {
        this.beginReading = beginReading;
        this.idType = idType;
        this.bytesType = bytesType;
    }

    /** Begins a transaction that reads at one moment. */
    String beginReading() {
        return beginReading;
    }

    /** The type of a column that rows are ordered by. */
    String idType() {
        return idType;
    }

    /** The type of a column of bytes. */
    String bytesType() {
        return bytesType;
    }
}
