package dev.parley.documents.lucene;

import java.util.List;

/**
 * A part of a document that is kept whole where it fits: a paragraph, a list, a table, code.
 *
 * @param lead what is repeated before every piece when it does not fit: the head of a table, the
 *     sentence before a list; empty when nothing
 * @param units where it may be cut: sentences, items, rows, lines
 * @param separator between two units
 */
record Block(String lead, List<String> units, String separator) {
    Block {
        units = List.copyOf(units);
    }

    String text() {
        return join(units);
    }

    /** Some of the units, with the lead before them. */
    String join(List<String> some) {
        var joined = String.join(separator, some);
        return lead.isEmpty() ? joined : lead + "\n" + joined;
    }

    /** The same with a sentence before it that announces it. */
    Block announcedBy(String sentence) {
        return new Block(lead.isEmpty() ? sentence : sentence + "\n" + lead, units, separator);
    }
}
