package dev.parley.conversation.model;

import dev.parley.conversation.Sha256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Untrusted texts within a prompt, each between two lines with a mark that no text among them
 * contains: so none can end early, or pass for another. The mark follows from the texts alone, and
 * the same texts give the same prompt. Immutable.
 *
 * @param mark 12 hexadecimal digits
 */
public record Enclosure(String mark, List<Part> parts) {
    private static final int MARK_BYTES = 6;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9 -]{1,40}");

    /** A line that begins a text, with its label, or one that ends it. */
    private static final Pattern LINE =
            Pattern.compile(
                    "^<<([a-z0-9 -]{1,40}) \\| ([0-9a-f]{12})>>(?=\n)|^<</([0-9a-f]{12})>>(?=\r?$)",
                    Pattern.MULTILINE | Pattern.UNIX_LINES);

    /**
     * Refuses a mark that one of the texts contains.
     *
     * @throws IllegalArgumentException because it could be forged
     */
    public Enclosure {
        parts = List.copyOf(parts);
        if (isIn(mark, parts)) {
            throw new IllegalArgumentException("a text contains the mark that is to enclose it");
        }
    }

    /**
     * One text.
     *
     * @param label what it is, ours: 1 to 40 of {@code a-z 0-9 -} and blanks
     * @param text anything
     */
    public record Part(String label, String text) {
        public Part {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("not a label: " + label);
            }
        }
    }

    /** Encloses the texts under one mark. */
    public static Enclosure of(List<Part> parts) {
        for (int round = 0; ; round++) {
            var mark = mark(parts, round);
            if (!isIn(mark, parts)) {
                return new Enclosure(mark, parts);
            }
        }
    }

    /**
     * The texts of every enclosure in what {@link #toString} wrote, with prose around it or not.
     */
    public static List<Part> read(CharSequence prompt) {
        var lines = lines(prompt);
        var ends = new HashMap<String, Deque<Line>>();
        lines.stream()
                .filter(Line::isEnd)
                .forEach(line ->
                        ends.computeIfAbsent(line.mark(), _ -> new ArrayDeque<>()).add(line));
        var parts = new ArrayList<Part>();
        int at = 0;
        for (var line : lines) {
            var label = line.label();
            if (label != null && line.from() >= at) {
                int from = line.to() + 1;
                var end = firstBehind(ends.get(line.mark()), from);
                if (end != null) {
                    var text = prompt.subSequence(from, end.from() - 1).toString();
                    parts.add(new Part(label, text));
                    at = end.to();
                }
            }
        }
        return parts;
    }

    /**
     * A line with a mark.
     *
     * @param label null for one that ends a text
     */
    private record Line(@Nullable String label, String mark, int from, int to) {
        boolean isEnd() {
            return label == null;
        }
    }

    private static List<Line> lines(CharSequence prompt) {
        var lines = new ArrayList<Line>();
        var line = LINE.matcher(prompt);
        while (line.find()) {
            var label = line.group(1);
            lines.add(new Line(label, line.group(label == null ? 3 : 2), line.start(), line.end()));
        }
        return lines;
    }

    /** What lies before is of no use for later lines either, so that each is looked at once. */
    private static @Nullable Line firstBehind(@Nullable Deque<Line> ends, int from) {
        if (ends == null) {
            return null;
        }
        while (!ends.isEmpty() && ends.getFirst().from() <= from) {
            ends.removeFirst();
        }
        return ends.peekFirst();
    }

    /** As it stands in the prompt. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part ->
                        "<<%s | %s>>\n%s\n<</%s>>".formatted(part.label(), mark, part.text(), mark))
                .collect(Collectors.joining("\n\n"));
    }

    private static boolean isIn(String mark, List<Part> parts) {
        return parts.stream().anyMatch(part -> part.text().contains(mark));
    }

    private static String mark(List<Part> parts, int round) {
        var sha = new Sha256();
        sha.add((byte) round);
        for (var part : parts) {
            sha.add(part.text());
            sha.add((byte) 0);
        }
        return sha.hex(MARK_BYTES);
    }
}
