package dev.parley.documents.lucene;

import dev.parley.conversation.document.FoundPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/** The passages that either query found, each with its exact cosine, ranked by relevance. */
final class Hits {
    private final IndexSearcher searcher;
    private final Cosines cosines;
    private final Map<Integer, Float> words = new HashMap<>();

    Hits(IndexSearcher searcher, float[] question) {
        this.searcher = searcher;
        this.cosines = new Cosines(searcher.getIndexReader(), question);
    }

    Hits byMeaning(Query query, int candidates) throws IOException {
        for (var hit : searcher.search(query, candidates).scoreDocs) {
            words.putIfAbsent(hit.doc, 0f);
        }
        return this;
    }

    Hits byWords(Query query, int candidates) throws IOException {
        for (var hit : searcher.search(query, candidates).scoreDocs) {
            words.put(hit.doc, hit.score);
        }
        return this;
    }

    /** The most relevant ones, best first; of two that are equally so, the one indexed first. */
    List<FoundPassage> best(int limit) throws IOException {
        var ranked = new ArrayList<Ranked>(words.size());
        for (var hit : words.entrySet()) {
            ranked.add(
                    new Ranked(
                            hit.getKey(), new Relevance(cosines.of(hit.getKey()), hit.getValue())));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::descending).thenComparingInt(Ranked::doc));
        var stored = searcher.storedFields();
        var found = new ArrayList<FoundPassage>();
        for (var hit : ranked.subList(0, Math.min(limit, ranked.size()))) {
            found.add(
                    new FoundPassage(
                            PassageFields.passage(stored, hit.doc()), hit.relevance().cosine()));
        }
        return found;
    }

    private record Ranked(int doc, Relevance relevance) {
        double descending() {
            return -relevance.value();
        }
    }
}
