package dev.parley.testkit.openai;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The vectors the stub gives: each word adds to two places that its checksum chooses, so that texts
 * with words in common are near each other. Not of length 1, as those of some servers.
 */
public final class StubVectors {
    /** Length of a vector when the call asks for none. */
    public static final int DIMENSIONS = 64;

    private StubVectors() {}

    /** The vector of a text. */
    public static float[] of(String text, int dimensions) {
        var vector = new float[dimensions];
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            var checksum = new CRC32();
            checksum.update(word.getBytes(StandardCharsets.UTF_8));
            long value = checksum.getValue();
            vector[(int) (value % dimensions)]++;
            vector[(int) (value / dimensions % dimensions)]++;
        }
        return vector;
    }
}
