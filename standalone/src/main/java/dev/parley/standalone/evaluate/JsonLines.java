package dev.parley.standalone.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with one JSON object on each line, packed where its name ends in .gz; blank lines are
 * skipped.
 */
final class JsonLines {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST = 64 << 20;

    private JsonLines() {}

    /** One line; its object knows where it stands when a field is wrong. */
    record Line(Path file, int number, JsonNode object) {
        /** The field's text. */
        String text(String field) {
            var value = object.path(field);
            if (!value.isString() || value.asString().isBlank()) {
                throw wrong("\"%s\" must be a text that is not blank".formatted(field));
            }
            return value.asString();
        }

        /** The field's truth value. */
        boolean flag(String field) {
            var value = object.path(field);
            if (!value.isBoolean()) {
                throw wrong("\"%s\" must be true or false".formatted(field));
            }
            return value.asBoolean();
        }

        EvaluationException wrong(String what) {
            return wrongAt(file, number, what);
        }
    }

    /** Reads all lines; the first wrong one ends it with an exception that names file and line. */
    static List<Line> read(Path file) {
        var bytes = bytes(file);
        var lines = new ArrayList<Line>();
        int number = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            var text = decoded(file, number, ByteBuffer.wrap(bytes, start, end - start));
            if (!text.isBlank()) {
                lines.add(new Line(file, number, object(file, number, text)));
            }
            start = end + 1;
        }
        if (lines.isEmpty()) {
            throw new EvaluationException(file + " holds no line");
        }
        return lines;
    }

    private static byte[] bytes(Path file) {
        try {
            try (var in = opened(file)) {
                var bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new EvaluationException(
                            "%s is larger than %d MiB".formatted(file, LARGEST >> 20));
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new EvaluationException("%s cannot be read: %s".formatted(file, e));
        }
    }

    private static InputStream opened(Path file) throws IOException {
        var in = Files.newInputStream(file);
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static String decoded(Path file, int number, ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw wrongAt(file, number, "not UTF-8");
        }
    }

    private static JsonNode object(Path file, int number, String text) {
        try {
            var node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw wrongAt(file, number, "not JSON: " + e.getOriginalMessage());
        }
        throw wrongAt(file, number, "not a JSON object");
    }

    private static EvaluationException wrongAt(Path file, int number, String what) {
        return new EvaluationException("%s, line %d: %s".formatted(file, number, what));
    }
}
