package dev.parley.ingest;

import java.util.Locale;

/** What is counted for each organization, by the name that refusals and metrics have. */
public enum Budget {
    /** Messages, by {@code parley.api.rate}. */
    MESSAGES,
    /** Requests that read. */
    READS,
    /** Requests that write anything but messages. */
    WRITES,
    /** Requests for titles. */
    TITLES,
    /** Requests at work at once. */
    CONCURRENT_REQUESTS,
    /** Requests that wait at once. */
    WAITS,
    /** Streams open at once, by {@code parley.api.streams}. */
    STREAMS,
    /** Documents that are held. */
    DOCUMENTS,
    /** Characters of documents that are held. */
    DOCUMENT_CHARACTERS,
    /** Passages of documents that are held. */
    DOCUMENT_PASSAGES;

    /** Such as {@code concurrent-requests}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
