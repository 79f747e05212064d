package dev.parley.documents.lucene;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** Finds sections and blocks of a Markdown text. Plain text is one section of paragraphs. */
final class MarkdownSections {
    private static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder().build();

    /** A table's rows begin after its names and the line of dashes. */
    private static final int TABLE_HEAD = 2;

    private final String title;
    private final List<String> lines;
    private final List<Section> sections = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private MarkdownSections(String title, String text) {
        this.title = title;
        this.lines = text.lines().toList();
    }

    /**
     * The sections of a text, in order, without empty ones.
     *
     * @param title of the document; a heading that only repeats it is left out
     */
    static List<Section> of(String title, String text) {
        var sections = new MarkdownSections(title, text);
        var node = PARSER.parse(text).getFirstChild();
        for (; node != null; node = node.getNext()) {
            sections.add(node);
        }
        sections.endSection();
        return sections.sections;
    }

    private void add(Node node) {
        if (node instanceof Heading heading) {
            endSection();
            headings.removeIf(open -> open.getLevel() >= heading.getLevel());
            headings.add(heading);
        } else if (!(node instanceof ThematicBreak)) {
            var source = source(node);
            if (!source.isEmpty()) {
                addBlock(block(node, source));
            }
        }
    }

    /** A paragraph that ends with a colon belongs to what it announces. */
    private void addBlock(Block block) {
        var announcement = blocks.isEmpty() ? "" : blocks.getLast().text();
        if (announcement.endsWith(":") && block.separator().equals("\n")) {
            blocks.removeLast();
            blocks.add(block.announcedBy(announcement));
        } else {
            blocks.add(block);
        }
    }

    private void endSection() {
        if (!blocks.isEmpty()) {
            sections.add(new Section(path(), blocks));
            blocks.clear();
        }
    }

    private List<String> path() {
        return headings.stream()
                .map(heading -> PLAIN.render(heading).strip())
                .filter(heading -> !heading.isEmpty() && !heading.equalsIgnoreCase(title.strip()))
                .toList();
    }

    private Block block(Node node, List<String> source) {
        return switch (node) {
            case TableBlock _ when source.size() > TABLE_HEAD ->
                    new Block(
                            String.join("\n", source.subList(0, TABLE_HEAD)),
                            source.subList(TABLE_HEAD, source.size()),
                            "\n");
            case BulletList list -> new Block("", items(list), "\n");
            case OrderedList list -> new Block("", items(list), "\n");
            case FencedCodeBlock _ -> new Block("", source, "\n");
            case IndentedCodeBlock _ -> new Block("", source, "\n");
            default -> new Block("", sentences(String.join(" ", source)), " ");
        };
    }

    private List<String> items(Node list) {
        var items = new ArrayList<String>();
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(String.join("\n", source(item)));
        }
        return items;
    }

    private List<String> source(Node node) {
        var spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return List.of();
        }
        return lines
                .subList(spans.getFirst().getLineIndex(), spans.getLast().getLineIndex() + 1)
                .stream()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> sentences(String text) {
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        var sentences = new ArrayList<String>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            var sentence = text.substring(start, end).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
            start = end;
        }
        return sentences;
    }
}
