package dev.parley.documents.lucene;

import java.util.List;

/**
 * What stands under one heading.
 *
 * @param headings from the outermost to the innermost; empty before the first one
 */
record Section(List<String> headings, List<Block> blocks) {
    Section {
        headings = List.copyOf(headings);
        blocks = List.copyOf(blocks);
    }
}
