package dev.parley.ingest.http;

import org.jspecify.annotations.Nullable;

/** The body of a takeover or a return, as it came. */
record ChangeOfHands(PostedMessage.@Nullable Author by) {
    /** The id of the person, who has to be named. */
    String required() {
        if (by == null) {
            throw ProblemException.field("by", "is missing");
        }
        return by.checked("by").id();
    }

    /** The id of the person, if one is named. */
    @Nullable String optional() {
        return by == null ? null : by.checked("by").id();
    }
}
