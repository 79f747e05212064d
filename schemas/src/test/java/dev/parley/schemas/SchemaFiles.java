package dev.parley.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The schema files of this module's source tree, by path below their folder. */
final class SchemaFiles {

    static final Path CURRENT = Path.of("src/main/avro");
    static final Path HISTORY = Path.of("src/main/resources/history");
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    private SchemaFiles() {}

    /** Texts of the files below a folder whose names end so. */
    static Map<String, String> texts(Path folder, String ending) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
                texts.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file));
            }
        }
        return texts;
    }

    static HistoryCheck historyCheck() throws IOException {
        return new HistoryCheck(
                texts(CURRENT, ".avsc"),
                texts(HISTORY, ".avsc"),
                Files.readString(HISTORY.resolve("checksums.sha256")));
    }
}
