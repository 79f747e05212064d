package dev.parley.files;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the documents that an organization's file lists, one by one or by patterns. */
final class DocumentsReader {
    private static final String KEY = "documents";
    private static final int MOST = 5_000;
    private static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    private final Sheet sheet;
    private final String organization;
    private final List<Document> documents = new ArrayList<>();
    private final Map<String, Place> ids = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private long characters;

    DocumentsReader(Sheet sheet, String organization) {
        this.sheet = sheet;
        this.organization = organization;
    }

    /**
     * The documents that a mapping lists; a file that is listed by itself is not taken again by a
     * pattern.
     */
    List<Document> listed(Section root) {
        var items = root.items(KEY);
        for (int i = 0; i < items.size(); i++) {
            single(items.get(i), KEY + "[" + i + "]");
        }
        items.forEach(this::pattern);
        return documents;
    }

    /** The documents whose files are named like the pattern. */
    List<Document> matching(String pattern) {
        pattern(pattern, Place.start(sheet.file()));
        return documents;
    }

    private void single(Node item, String path) {
        if (item instanceof MappingNode mapping) {
            entry(new Section(sheet, mapping, path));
        } else if (!(item instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            sheet.findings()
                    .error(
                            place(item),
                            "documents: an entry must be a file, a pattern or file: ...");
        } else if (!isPattern(scalar.getValue())) {
            document(scalar.getValue(), place(item), null, null, null);
        }
    }

    private void pattern(Node item) {
        if (item instanceof ScalarNode scalar && isPattern(scalar.getValue())) {
            pattern(scalar.getValue(), place(item));
        }
    }

    private void pattern(String pattern, Place place) {
        try {
            var found = sheet.folder().matching(pattern, place, KEY);
            if (found.isEmpty()) {
                sheet.findings().error(place, "documents: no file is named like this");
            }
            for (var file : found) {
                if (!files.contains(file)) {
                    document(file, place, null, null, null);
                }
            }
        } catch (UnreadableException e) {
            sheet.findings().error(e.place(), e.rule());
        }
    }

    private void entry(Section section) {
        var id = section.text("id");
        var file = section.required("file");
        var title = section.text("title");
        var link = section.text("link");
        var url = section.text("url");
        section.refuseOthers();
        if (link != null && url != null) {
            sheet.findings()
                    .error(section.place("url"), "url: is a link, and there is one already");
        }
        if (!file.isEmpty()) {
            document(file, section.place("file"), id, title, url == null ? link : url);
        }
    }

    private void document(
            String file,
            Place place,
            @Nullable String id,
            @Nullable String title,
            @Nullable String link) {
        files.add(file);
        try {
            var name = sheet.folder().name(file);
            var content = sheet.folder().text(file, place, KEY);
            var front = FrontMatter.read(name, content, sheet.findings());
            var ownId = front.values().get("id");
            var foundId = id != null ? id : ownId != null ? ownId : stem(file);
            var ownTitle = front.title();
            add(
                    new Written(name, place, front),
                    foundId,
                    title != null ? title : ownTitle != null ? ownTitle : foundId,
                    link != null ? link : front.values().get("link"));
        } catch (UnreadableException e) {
            sheet.findings().error(e.place(), e.rule());
        }
    }

    /** A document's file and where it is listed. */
    private record Written(String file, Place listed, FrontMatter front) {
        Place of(String field) {
            return switch (field) {
                case "text" -> Place.start(file);
                default -> front.places().getOrDefault(field, listed);
            };
        }
    }

    private void add(Written written, String id, String title, @Nullable String link) {
        var text = written.front().text();
        var broken = DocumentRules.broken(id, title, link, text);
        for (var rule : broken) {
            sheet.findings()
                    .error(
                            written.of(rule.field()),
                            "%s: %s (%s)".formatted(rule.field(), rule.rule(), written.file()));
        }
        var first = ids.putIfAbsent(id, written.of("id"));
        if (first != null) {
            sheet.findings()
                    .error(
                            written.of("id"),
                            "id: two documents are called %s (%s)".formatted(id, written.file()));
        }
        characters += text.length();
        if (documents.size() == MOST || characters > MOST_CHARACTERS) {
            sheet.findings()
                    .error(
                            written.listed(),
                            "documents: an organization has at most %,d, and %,d characters in all"
                                    .formatted(MOST, MOST_CHARACTERS));
        } else if (broken.isEmpty()) {
            documents.add(new Document(organization, id, 0, title, link, text));
        }
    }

    private static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static String stem(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private Place place(Node node) {
        return Place.of(sheet.file(), node.getStartMark());
    }
}
