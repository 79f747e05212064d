package dev.parley.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas released so far, from the resources under {@code history/}; {@code checksums.sha256}
 * lists them.
 */
final class SchemaHistory {

    private static final String CHECKSUMS = "checksums.sha256";

    private SchemaHistory() {}

    /** Every released version of every record, in the order of the list. */
    static List<Schema> released() {
        return text(CHECKSUMS)
                .lines()
                .map(SchemaHistory::path)
                .map(path -> new Schema.Parser().parse(text(path)))
                .toList();
    }

    private static String path(String line) {
        return line.substring(line.indexOf(' ')).strip();
    }

    private static String text(String path) {
        try (var in = SchemaHistory.class.getResourceAsStream("/history/" + path)) {
            if (in == null) {
                throw new IllegalStateException("resource history/" + path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource history/" + path + " cannot be read", e);
        }
    }
}
