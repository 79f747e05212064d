package dev.parley.planner;

import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.document.PassageSearch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Finds what it is told to, and remembers what it was asked. Its threshold is 0.5. */
final class FakeSearch implements PassageSearch {
    static final double THRESHOLD = 0.5;

    final List<String> queries = new CopyOnWriteArrayList<>();
    volatile List<FoundPassage> found = List.of();

    /** Passages of as many documents d0, d1 ... with these scores. */
    static List<FoundPassage> scored(double... scores) {
        return IntStream.range(0, scores.length)
                .mapToObj(i ->
                        new FoundPassage(
                                new Passage("d" + i, 0, "Title", null, "Text."), scores[i]))
                .toList();
    }

    @Override
    public List<FoundPassage> search(String organization, String question, int limit) {
        queries.add(organization + ": " + question);
        return found.stream().limit(limit).toList();
    }

    @Override
    public double threshold() {
        return THRESHOLD;
    }
}
