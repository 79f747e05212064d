package dev.parley.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What stands under a key, or in a list. Read as something it is not, it is told to be wrong, where
 * it stands, and gives what stands for nothing.
 *
 * @param path where it stands in the configuration
 * @param key how findings name it
 */
record Value(Sheet sheet, String path, String key, Node node) {
    Place place() {
        return Place.of(sheet.file(), node.getStartMark());
    }

    /** Tells that it is wrong; gives an empty text. */
    String wrong(String rule) {
        sheet.error(path, place(), key + ": " + rule);
        return "";
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.STR)
                    ? scalar.getValue().stripTrailing()
                    : wrong("must be text: put it in quotes");
        }
        return wrong("must be text");
    }

    boolean flag(boolean absent) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return "true".equalsIgnoreCase(scalar.getValue())
                    || "yes".equalsIgnoreCase(scalar.getValue())
                    || "on".equalsIgnoreCase(scalar.getValue());
        }
        wrong("must be true or false");
        return absent;
    }

    @Nullable Double number() {
        try {
            if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.STR)) {
                return Double.valueOf(scalar.getValue());
            }
        } catch (NumberFormatException e) {
            // told below
        }
        wrong("must be a number");
        return null;
    }

    @Nullable Duration duration() {
        var duration =
                node instanceof ScalarNode scalar ? Durations.parse(scalar.getValue()) : null;
        if (duration == null || duration.isEmpty()) {
            wrong(Durations.RULE);
            return null;
        }
        return duration.get();
    }

    /** The entries of a list, each remembered under its number. */
    List<Value> items() {
        if (!(node instanceof SequenceNode list)) {
            wrong("must be a list, each entry after a dash");
            return List.of();
        }
        var items = new ArrayList<Value>();
        for (var entry : list.getValue()) {
            var item = new Value(sheet, "%s[%d]".formatted(path, items.size()), key, entry);
            sheet.remember(item.path(), item.place());
            items.add(item);
        }
        return items;
    }
}
