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
        return value == null ? null : value.text();
    }

    /** A text that may be in a file of its own. */
    @Nullable String longText(String name) {
        var value = value(name);
        if (value == null || !(value.node() instanceof MappingNode mapping)) {
            return value == null ? null : value.text();
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
        return value == null ? absent : value.flag(absent);
    }

    @Nullable Double number(String name) {
        var value = value(name);
        return value == null ? null : value.number();
    }

    @Nullable Duration duration(String name) {
        var value = value(name);
        return value == null ? null : value.duration();
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
        return values(name).stream().map(Value::node).toList();
    }

    List<String> texts(String name) {
        return values(name).stream().map(Value::text).toList();
    }

    private List<Value> values(String name) {
        var value = value(name);
        return value == null ? List.of() : value.items();
    }

    /** A list of mappings. */
    List<Section> sections(String name) {
        var sections = new ArrayList<Section>();
        for (var item : values(name)) {
            if (item.node() instanceof MappingNode mapping) {
                sections.add(
                        new Section(
                                sheet, mapping, "%s[%d]".formatted(path(name), sections.size())));
            } else {
                // The whole list: from here on the entries' numbers are not those of the file.
                sheet.error(
                        path(name),
                        item.place(),
                        Sheet.key(name) + ": each entry must consist of lines \"key: value\"");
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
        if (value.node() instanceof MappingNode mapping) {
            return new Section(sheet, mapping, path(name));
        }
        value.wrong("must consist of lines \"key: value\"");
        return null;
    }

    private @Nullable Value value(String name) {
        var key = Sheet.written(name);
        known.add(key);
        var entry = entries.get(key);
        if (entry == null || isNothing(entry.getValueNode())) {
            return null;
        }
        var value = new Value(sheet, path(name), Sheet.key(name), entry.getValueNode());
        sheet.remember(path(name), value.place());
        return value;
    }

    private static boolean isNothing(Node value) {
        return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private String missing(String name) {
        sheet.error(path(name), place(), Sheet.written(name) + ": is missing");
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
