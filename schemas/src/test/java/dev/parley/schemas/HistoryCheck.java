package dev.parley.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Compares schemas with their released versions, by text: Avro's fingerprint sees neither defaults
 * nor docs.
 *
 * @param current text of each current schema by file name, {@code Plan.avsc}
 * @param released text of each released version by path, {@code Plan/v1.avsc}
 * @param checksums a line for each released version: SHA-256, two spaces, path
 */
record HistoryCheck(Map<String, String> current, Map<String, String> released, String checksums) {

    private static final Pattern RELEASED = Pattern.compile("(\\w+)/v([1-9]\\d*)\\.avsc");

    /** What is wrong and what to do about it; empty when all is well. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        checkChecksums(problems);
        var versions = versions(problems);
        current.forEach((file, text) -> checkCurrent(file, text, versions, problems));
        versions.forEach((record, texts) -> {
            if (!current.containsKey(record + ".avsc")) {
                problems.add("%s was released but %s.avsc is gone".formatted(record, record));
            }
            checkCompatible(record, texts, problems);
        });
        return problems;
    }

    private void checkChecksums(List<String> problems) {
        var sums =
                checksums
                        .lines()
                        .collect(
                                Collectors.toMap(
                                        line -> line.substring(line.indexOf(' ')).strip(),
                                        line -> line));
        released.forEach((path, text) -> {
            var expected = checksumLine(path, text);
            var line = sums.remove(path);
            if (line == null) {
                problems.add("history/checksums.sha256 lacks the line \"%s\"".formatted(expected));
            } else if (!line.equals(expected)) {
                problems.add(
                        "history/%s was changed in place. Restore it; add %s and its checksum line instead"
                                .formatted(path, next(path)));
            }
        });
        sums.keySet()
                .forEach(path ->
                        problems.add("history/%s has a checksum line but is gone".formatted(path)));
    }

    private Map<String, TreeMap<Integer, String>> versions(List<String> problems) {
        var versions = new TreeMap<String, TreeMap<Integer, String>>();
        released.forEach((path, text) -> {
            var match = RELEASED.matcher(path);
            if (match.matches()) {
                versions.computeIfAbsent(match.group(1), _ -> new TreeMap<>())
                        .put(Integer.valueOf(match.group(2)), text);
            } else {
                problems.add("history/%s is not named <RecordName>/v<N>.avsc".formatted(path));
            }
        });
        versions.forEach((record, texts) -> {
            if (texts.lastKey() != texts.size()) {
                problems.add("versions of %s are %s, not 1 to n".formatted(record, texts.keySet()));
            }
        });
        return versions;
    }

    private static void checkCurrent(
            String file,
            String text,
            Map<String, TreeMap<Integer, String>> versions,
            List<String> problems) {
        var record = file.replace(".avsc", "");
        var texts = versions.get(record);
        if (texts == null) {
            problems.add(
                    "%s was never released: add history/%s/v1.avsc and its checksum line"
                            .formatted(file, record));
        } else if (!texts.lastEntry().getValue().equals(text)) {
            var newest = texts.lastKey();
            problems.add(
                    "%s differs from history/%s/v%d.avsc. Leave v%d as it is; add history/%s/v%d.avsc and its checksum line"
                            .formatted(file, record, newest, newest, record, newest + 1));
        }
    }

    private static void checkCompatible(
            String record, TreeMap<Integer, String> texts, List<String> problems) {
        var newest = texts.lastEntry();
        texts.headMap(newest.getKey())
                .forEach((version, text) -> {
                    checkReads(record, newest.getKey(), newest.getValue(), version, text, problems);
                    checkReads(record, version, text, newest.getKey(), newest.getValue(), problems);
                });
    }

    private static void checkReads(
            String record,
            int reader,
            String readerText,
            int writer,
            String writerText,
            List<String> problems) {
        var result =
                SchemaCompatibility.checkReaderWriterCompatibility(
                        new Schema.Parser().parse(readerText),
                        new Schema.Parser().parse(writerText));
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            problems.add(
                    "v%d of %s cannot read what v%d wrote: %s"
                            .formatted(
                                    reader,
                                    record,
                                    writer,
                                    result.getResult().getIncompatibilities()));
        }
    }

    private static String next(String path) {
        var match = RELEASED.matcher(path);
        return match.matches()
                ? "v%d.avsc".formatted(Integer.parseInt(match.group(2)) + 1)
                : "v1.avsc";
    }

    static String checksumLine(String path, String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest) + "  " + path;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
