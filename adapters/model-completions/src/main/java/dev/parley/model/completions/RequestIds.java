package dev.parley.model.completions;

import java.util.Optional;

/** Request ids as headers, by which a provider finds a call again. */
public final class RequestIds {
    private RequestIds() {}

    /** The id as a header's value, if it can be one. */
    public static Optional<String> header(String requestId) {
        return requestId.matches("[!-~]{1,256}") ? Optional.of(requestId) : Optional.empty();
    }
}
