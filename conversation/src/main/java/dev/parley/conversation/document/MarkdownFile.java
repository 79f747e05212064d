package dev.parley.conversation.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown file that says what it is: lines {@code title: ...} and {@code link: ...} between two
 * lines {@code ---}, then the text. Without a title there, the first heading is the title.
 *
 * @param title absent when neither front matter nor a heading has one
 * @param text all after the front matter
 */
public record MarkdownFile(@Nullable String title, @Nullable String link, String text) {
    private static final String FENCE = "---";
    private static final Set<String> KEYS = Set.of("title", "link");

    /**
     * Reads the content of a file.
     *
     * @throws MarkdownFileException naming the line that is wrong
     */
    public static MarkdownFile parse(String content) throws MarkdownFileException {
        var lines = content.replace("\uFEFF", "").lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(FENCE)) {
            return of(Map.of(), String.join("\n", lines));
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.equals(FENCE)) {
                return of(values, String.join("\n", lines.subList(i + 1, lines.size())));
            }
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, i + 1, values);
            }
        }
        throw new MarkdownFileException(1, "the front matter that begins here has no end ---");
    }

    private static void read(String line, int number, Map<String, String> values)
            throws MarkdownFileException {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new MarkdownFileException(number, "expected \"key: value\"");
        }
        var key = line.substring(0, colon).strip();
        if (!KEYS.contains(key)) {
            throw new MarkdownFileException(
                    number, "unknown key \"%s\"; known are title and link".formatted(key));
        }
        if (values.put(key, unquoted(line.substring(colon + 1).strip())) != null) {
            throw new MarkdownFileException(number, "\"%s\" is there twice".formatted(key));
        }
    }

    private static MarkdownFile of(Map<String, String> values, String text) {
        var title = values.get("title");
        return new MarkdownFile(
                title == null ? firstHeading(text) : title, values.get("link"), text.strip());
    }

    private static @Nullable String firstHeading(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(null);
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.startsWith("\"") && value.endsWith("\"")
                                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
