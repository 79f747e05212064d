package dev.parley.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a file. Each value is asked for by the name the domain gives it and found under the
 * key that people write; what was never asked for is unknown.
 */
final class Section {
    private final Sheet sheet;
    private final MappingNode node;
    private final String path;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param path where it stands in the configuration; empty for all of it
     */
    Section(Sheet sheet, MappingNode node, String path) {
        this.sheet = sheet;
        this.node = node;
        this.path = path;
        sheet.remember(path, place(node));
        for (var entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                sheet.findings().error(place(entry.getKeyNode()), "a key must be a word");
            } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
                sheet.findings().error(place(key), key.getValue() + ": is there twice");
            }
        }
    }

    Sheet sheet() {
        return sheet;
    }

    Place place() {
        return place(node);
    }

    /** Where the value stands, or the section when there is none. */
    Place place(String name) {
        return sheet.place(path(name));
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** The keys and values as they are written. */
    Map<String, Node> entries() {
        var values = new LinkedHashMap<String, Node>();
        entries.forEach((key, entry) -> values.put(key, entry.getValueNode()));
        return values;
    }

    /** Keeps where a value stands that was not asked for by a name of the domain. */
    void remember(String key, Node value) {
        sheet.remember(path(key), place(value));
    }

    /** Refuses keys that nothing asked for. */
    void refuseOthers() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                var meant =
                        Nearest.to(key, known)
                                .map(word -> "did you mean " + word + "?")
                                .orElse("known are " + String.join(", ", known));
                sheet.findings()
                        .error(
                                place(entry.getKeyNode()),
                                "%s: is not a known key; %s".formatted(shortened(key), meant));
            }
        });
    }

    /** A text that must be there; empty when it is not, which is told. */
    String required(String name) {
        var text = text(name);
        return text == null ? missing(name) : text;
    }

    /** A text of one line or so. */
    @Nullable String text(String name) {
        var value = value(name);
        return value == null ? null : text(name, value);
    }

    /** A text that may be in a file of its own. */
    @Nullable String longText(String name) {
        if (!(value(name) instanceof MappingNode mapping)) {
            return text(name);
        }
        var reference = new Section(sheet, mapping, path(name));
        var file = reference.required("file");
        reference.refuseOthers();
        if (file.isEmpty()) {
            sheet.skip(path(name));
            return "";
        }
        try {
            return sheet.folder()
                    .text(file, reference.place("file"), Sheet.written(name))
                    .stripTrailing();
        } catch (UnreadableException e) {
            sheet.error(path(name), e.place(), e.rule());
            return "";
        }
    }

    /** A long text that must be there. */
    String requiredLongText(String name) {
        var text = longText(name);
        return text == null ? missing(name) : text;
    }

    boolean flag(String name, boolean absent) {
        var value = value(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return "true".equalsIgnoreCase(scalar.getValue())
                    || "yes".equalsIgnoreCase(scalar.getValue())
                    || "on".equalsIgnoreCase(scalar.getValue());
        }
        wrong(name, value, "must be true or false");
        return absent;
    }

    @Nullable Double number(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        try {
            if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.STR)) {
                return Double.valueOf(scalar.getValue());
            }
        } catch (NumberFormatException e) {
            // told below
        }
        wrong(name, value, "must be a number");
        return null;
    }

    @Nullable Duration duration(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        var duration =
                value instanceof ScalarNode scalar ? Durations.parse(scalar.getValue()) : null;
        if (duration == null || duration.isEmpty()) {
            wrong(name, value, Durations.RULE);
            return null;
        }
        return duration.get();
    }

    /** One of several words. */
    String choice(String name, String absent, List<String> words) {
        var text = text(name);
        if (text == null || sheet.isFaulty(path(name))) {
            return absent;
        }
        if (!words.contains(text)) {
            sheet.error(
                    path(name),
                    place(name),
                    "%s: must be %s".formatted(Sheet.written(name), String.join(" or ", words)));
            return absent;
        }
        return text;
    }

    /** The entries of a list, each remembered under its number. */
    List<Node> items(String name) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode list)) {
            wrong(name, value, "must be a list, each entry after a dash");
            return List.of();
        }
        for (int i = 0; i < list.getValue().size(); i++) {
            sheet.remember("%s[%d]".formatted(path(name), i), place(list.getValue().get(i)));
        }
        return list.getValue();
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var item : items(name)) {
            texts.add(text("%s[%d]".formatted(name, texts.size()), item));
        }
        return texts;
    }

    /** A list of mappings. */
    List<Section> sections(String name) {
        var sections = new ArrayList<Section>();
        for (var item : items(name)) {
            if (item instanceof MappingNode mapping) {
                sections.add(
                        new Section(
                                sheet, mapping, "%s[%d]".formatted(path(name), sections.size())));
            } else {
                wrong(name, item, "each entry must consist of lines \"key: value\"");
            }
        }
        return sections;
    }

    /** A mapping inside this one. */
    @Nullable Section section(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof MappingNode mapping) {
            return new Section(sheet, mapping, path(name));
        }
        wrong(name, value, "must consist of lines \"key: value\"");
        return null;
    }

    private @Nullable Node value(String name) {
        var key = Sheet.written(name);
        known.add(key);
        var entry = entries.get(key);
        if (entry == null || isNothing(entry.getValueNode())) {
            return null;
        }
        sheet.remember(path(name), place(entry.getValueNode()));
        return entry.getValueNode();
    }

    private static boolean isNothing(Node value) {
        return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private String text(String name, Node value) {
        if (value instanceof ScalarNode scalar) {
            if (scalar.getTag().equals(Tag.STR)) {
                return scalar.getValue().stripTrailing();
            }
            return wrong(name, value, "must be text: put it in quotes");
        }
        return wrong(name, value, "must be text");
    }

    private String missing(String name) {
        sheet.error(path(name), place(), Sheet.written(name) + ": is missing");
        return "";
    }

    private String wrong(String name, Node value, String rule) {
        sheet.error(path(name), place(value), Sheet.key(name) + ": " + rule);
        return "";
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Place place(Node at) {
        return Place.of(sheet.file(), at.getStartMark());
    }

    private static String shortened(String key) {
        return key.length() <= 64 ? key : key.substring(0, 64);
    }
}
