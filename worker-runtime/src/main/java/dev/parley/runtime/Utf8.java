package dev.parley.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that may be text. */
final class Utf8 {
    private Utf8() {}

    /** The text; null when the bytes are none in UTF-8, or are missing. */
    static @Nullable String textOrNull(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var text = new String(bytes, UTF_8);
        boolean suspect = text.indexOf('\uFFFD') >= 0;
        return suspect && !Arrays.equals(text.getBytes(UTF_8), bytes) ? null : text;
    }
}
