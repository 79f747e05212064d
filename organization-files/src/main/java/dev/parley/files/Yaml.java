package dev.parley.files;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads YAML to nodes that know their places; no object of a file's choosing is ever made. Aliases,
 * tags and deep nesting are refused before anything is built from them.
 */
final class Yaml {
    private static final int DEEPEST = 16;
    private static final int MOST_NODES = 200_000;
    private static final int MOST_DOCUMENTS = 1;
    private static final Set<String> PLAIN = Set.of("!");

    private Yaml() {}

    /**
     * The mapping a file consists of.
     *
     * @throws UnreadableException where it is none, or where YAML is used in a way that is refused
     */
    static MappingNode mapping(String file, String text) throws UnreadableException {
        try {
            inspect(file, text);
            var node = reader().compose(new StringReader(text));
            if (node instanceof MappingNode mapping) {
                return mapping;
            }
            throw new UnreadableException(
                    node == null ? Place.start(file) : Place.of(file, node.getStartMark()),
                    "must consist of lines \"key: value\"");
        } catch (MarkedYAMLException e) {
            throw new UnreadableException(place(file, e), "is not YAML: " + reason(e));
        } catch (YAMLException e) {
            throw new UnreadableException(Place.start(file), "is not YAML: " + e.getMessage());
        }
    }

    private static org.yaml.snakeyaml.Yaml reader() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(Folder.MAX_BYTES);
        return new org.yaml.snakeyaml.Yaml(options);
    }

    private static void inspect(String file, String text) throws UnreadableException {
        var depth = new ArrayDeque<Event>();
        int nodes = 0;
        int documents = 0;
        for (var event : reader().parse(new StringReader(text))) {
            switch (event) {
                case AliasEvent _ ->
                        throw refused(file, event, "aliases (*name) are not read: write it out");
                case CollectionStartEvent start -> {
                    plain(file, start, start.getTag());
                    depth.push(start);
                    if (depth.size() > DEEPEST) {
                        throw refused(file, event, "is nested deeper than " + DEEPEST);
                    }
                }
                case CollectionEndEvent _ -> depth.pop();
                case ScalarEvent scalar -> plain(file, scalar, scalar.getTag());
                case DocumentStartEvent _ -> documents++;
                default -> {}
            }
            if (documents > MOST_DOCUMENTS) {
                throw refused(
                        file, event, "has a second document (---): make it a file of its own");
            }
            if (++nodes > MOST_NODES) {
                throw refused(file, event, "has more than %,d entries".formatted(MOST_NODES));
            }
        }
    }

    private static void plain(String file, Event event, @Nullable String tag)
            throws UnreadableException {
        if (tag != null && !PLAIN.contains(tag)) {
            throw refused(file, event, "tags (!name) are not read");
        }
    }

    private static UnreadableException refused(String file, Event event, String rule) {
        return new UnreadableException(Place.of(file, event.getStartMark()), rule);
    }

    private static Place place(String file, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? Place.start(file) : Place.of(file, mark);
    }

    private static String reason(MarkedYAMLException e) {
        return e.getProblem() == null ? "it cannot be understood" : e.getProblem();
    }
}
