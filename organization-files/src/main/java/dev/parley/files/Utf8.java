package dev.parley.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 strictly. */
final class Utf8 {
    private static final char MARK = '\uFEFF';

    private Utf8() {}

    /**
     * The text without a byte order mark.
     *
     * @throws UnreadableException at the first byte that is not UTF-8
     */
    static String decode(String file, byte[] bytes) throws UnreadableException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            var text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableException(firstBad(file, bytes), "is not UTF-8 from here on");
        }
    }

    private static Place firstBad(String file, byte[] bytes) {
        var input = ByteBuffer.wrap(bytes);
        var output = CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
        var before = output.flip().toString();
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new Place(file, line, column);
    }
}
