package dev.parley.documents.lucene;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.Embeddings;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into passages that an embedding model reads to their end. What stands in a
 * passage has its headings before it. Short sections share a passage: alone, a sentence or two look
 * like the answer to anything. Nothing of the text is lost or doubled but what a cut block repeats:
 * the head of its table, the sentence that announces it.
 */
final class Passages {
    private static final String BETWEEN_HEADINGS = " > ";

    private final Embeddings embeddings;
    private final int room;
    private final List<String> texts = new ArrayList<>();
    private String heading = "";
    private StringBuilder body = new StringBuilder();
    private int left;

    private Passages(Embeddings embeddings, int room) {
        this.embeddings = embeddings;
        this.room = room;
    }

    /** The texts of the passages, in the document's order; none when it has no text. */
    static List<String> of(Document document, Embeddings embeddings) {
        int room = embeddings.maxTokens() - embeddings.tokens(document.title());
        // A title that leaves no room would only be repeated; the rest of it goes unread.
        var passages = new Passages(embeddings, Math.max(room, embeddings.maxTokens() / 2));
        for (var section : MarkdownSections.of(document.title(), document.text())) {
            passages.add(section);
        }
        return passages.joined();
    }

    /** What the model is given for a passage. */
    static String embedded(String title, String text) {
        return title + "\n" + text;
    }

    /** Neighbours together, as long as they fit. */
    private List<String> joined() {
        var joined = new ArrayList<String>();
        int tokens = 0;
        for (var text : texts) {
            int more = embeddings.tokens(text);
            if (joined.isEmpty() || tokens + more > room) {
                joined.add(text);
                tokens = more;
            } else {
                joined.add(joined.removeLast() + "\n\n" + text);
                tokens += more;
            }
        }
        return joined;
    }

    private void add(Section section) {
        heading = fitting(section.headings());
        start();
        for (var block : section.blocks()) {
            add(block);
        }
        end();
    }

    /** The outer headings go first when all of them would take more than half of the room. */
    private String fitting(List<String> headings) {
        for (int from = 0; from < headings.size(); from++) {
            var path = String.join(BETWEEN_HEADINGS, headings.subList(from, headings.size()));
            if (embeddings.tokens(path) <= room / 2) {
                return path;
            }
        }
        return "";
    }

    private void add(Block block) {
        int tokens = embeddings.tokens(block.text());
        if (tokens <= left) {
            append(block.text(), tokens);
            return;
        }
        end();
        start();
        if (tokens <= left) {
            append(block.text(), tokens);
        } else {
            addInPieces(block);
        }
    }

    private void addInPieces(Block block) {
        // A lead that takes most of the room is itself cut, once, like the rest.
        var cut = embeddings.tokens(block.lead()) > left / 2 ? withoutLead(block) : block;
        int lead = embeddings.tokens(cut.lead());
        var piece = new ArrayList<String>();
        int tokens = lead;
        for (var unit : cut.units()) {
            for (var part : parts(unit, room() - lead)) {
                int more = embeddings.tokens(part);
                if (tokens + more > room() && !piece.isEmpty()) {
                    append(cut.join(piece), tokens);
                    end();
                    start();
                    piece.clear();
                    tokens = lead;
                }
                piece.add(part);
                tokens += more;
            }
        }
        append(cut.join(piece), tokens);
    }

    private static Block withoutLead(Block block) {
        var units = new ArrayList<>(block.lead().lines().toList());
        units.addAll(block.units());
        return new Block("", units, block.separator());
    }

    /** A unit that does not fit is cut between words, and a word that does not fit anywhere. */
    private List<String> parts(String unit, int most) {
        if (embeddings.tokens(unit) <= most) {
            return List.of(unit);
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        int tokens = 0;
        for (var word : unit.split("\\s+")) {
            for (var piece : pieces(word, most)) {
                int more = embeddings.tokens(piece);
                if (tokens + more > most) {
                    parts.add(part.toString());
                    part.setLength(0);
                    tokens = 0;
                }
                part.append(part.isEmpty() ? "" : " ").append(piece);
                tokens += more;
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private List<String> pieces(String word, int most) {
        if (embeddings.tokens(word) <= most || word.length() < 2) {
            return List.of(word);
        }
        int middle = word.offsetByCodePoints(0, word.codePointCount(0, word.length()) / 2);
        if (middle == 0) {
            return List.of(word);
        }
        var pieces = new ArrayList<>(pieces(word.substring(0, middle), most));
        pieces.addAll(pieces(word.substring(middle), most));
        return pieces;
    }

    private int room() {
        return room - embeddings.tokens(heading);
    }

    private void start() {
        body = new StringBuilder();
        left = room();
    }

    private void append(String text, int tokens) {
        body.append(body.isEmpty() ? "" : "\n\n").append(text);
        left -= tokens;
    }

    private void end() {
        if (!body.isEmpty()) {
            texts.add(heading.isEmpty() ? body.toString() : heading + "\n\n" + body);
        }
    }
}
