package dev.parley.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown text that says what it is: lines {@code key: value} between two lines {@code ---} at
 * its start.
 *
 * @param values of the keys id, title and link that are there
 * @param places where each of them stands
 * @param text what follows, without blank lines around it
 */
record FrontMatter(Map<String, String> values, Map<String, Place> places, String text) {
    private static final String FENCE = "---";
    private static final List<String> KEYS = List.of("id", "title", "link");

    /** Reads it; what is wrong with a line is told, and the line left out. */
    static FrontMatter read(String file, String content, Findings findings) {
        var lines = content.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(FENCE)) {
            return new FrontMatter(Map.of(), Map.of(), content.strip());
        }
        var values = new HashMap<String, String>();
        var places = new HashMap<String, Place>();
        for (int i = 1; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.equals(FENCE)) {
                var text = String.join("\n", lines.subList(i + 1, lines.size()));
                return new FrontMatter(values, places, text.strip());
            }
            if (!line.isEmpty() && !line.startsWith("#")) {
                int indent = lines.get(i).indexOf(line);
                keep(new Place(file, i + 1, indent + 1), line, values, places, findings);
            }
        }
        findings.error(Place.start(file), "the front matter has no end: a line ---");
        return new FrontMatter(values, places, "");
    }

    /** The first heading, where the front matter has no title. */
    @Nullable String title() {
        var title = values.get("title");
        return title != null
                ? title
                : text.lines()
                        .filter(line -> line.startsWith("# "))
                        .map(line -> line.substring(2).strip())
                        .findFirst()
                        .orElse(null);
    }

    private static void keep(
            Place place,
            String line,
            Map<String, String> values,
            Map<String, Place> places,
            Findings findings) {
        int colon = line.indexOf(':');
        var key = colon < 0 ? line : line.substring(0, colon).strip();
        if (colon < 0) {
            findings.error(place, "must be a line \"key: value\"");
        } else if (!KEYS.contains(key)) {
            var meant =
                    Nearest.to(key, KEYS)
                            .map(word -> "did you mean " + word + "?")
                            .orElse("known are " + String.join(", ", KEYS));
            findings.error(place, "%s: is not a known key; %s".formatted(key, meant));
        } else if (values.putIfAbsent(key, unquoted(line.substring(colon + 1).strip())) != null) {
            findings.error(place, key + ": is there twice");
        } else {
            places.put(key, place);
        }
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && ((value.startsWith("\"") && value.endsWith("\""))
                                || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
