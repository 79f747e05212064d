package dev.parley.documents.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.VectorUtil;

/**
 * Looks at every passage that a filter lets through, computes its exact cosine, and keeps the most
 * relevant ones. Vectors have length 1, so the cosine is their product; Lucene's own scores are
 * (cosine + 1) / 2.
 */
final class PassageRanking {
    private static final Comparator<Ranked> WORST_FIRST =
            Comparator.comparingDouble((Ranked ranked) -> ranked.relevance().value())
                    .thenComparing(Ranked::doc, Comparator.reverseOrder());

    private final IndexSearcher searcher;
    private final float[] question;
    private final int limit;
    private final Map<Integer, Float> words = new HashMap<>();
    private final PriorityQueue<Ranked> kept = new PriorityQueue<>(WORST_FIRST);

    PassageRanking(IndexSearcher searcher, float[] question, int limit) {
        this.searcher = searcher;
        this.question = question;
        this.limit = limit;
    }

    /**
     * The best matches of a query by words; a passage that is not among them has no score of it.
     */
    PassageRanking withWords(Query query, int most) throws IOException {
        for (var hit : searcher.search(query, most).scoreDocs) {
            words.put(hit.doc, hit.score);
        }
        return this;
    }

    /** Best first; of two that are equally relevant, the one indexed first. */
    List<Ranked> of(Query filter) throws IOException {
        var weight =
                searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (var leaf : searcher.getIndexReader().leaves()) {
            look(leaf, weight);
        }
        var ranked = new ArrayList<>(kept);
        ranked.sort(WORST_FIRST.reversed());
        return ranked;
    }

    private void look(LeafReaderContext leaf, Weight weight) throws IOException {
        var scorer = weight.scorer(leaf);
        var vectors = leaf.reader().getFloatVectorValues(PassageFields.VECTOR);
        if (scorer == null || vectors == null) {
            return;
        }
        var live = leaf.reader().getLiveDocs();
        var passages = scorer.iterator();
        var positions = vectors.iterator();
        for (int doc = passages.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = passages.nextDoc()) {
            if ((live == null || live.get(doc)) && positions.advance(doc) == doc) {
                keep(leaf.docBase + doc, vectors.vectorValue(positions.index()));
            }
        }
    }

    private void keep(int doc, float[] vector) {
        double cosine = VectorUtil.dotProduct(vector, question);
        kept.add(new Ranked(doc, new Relevance(cosine, words.getOrDefault(doc, 0f))));
        if (kept.size() > limit) {
            kept.poll();
        }
    }

    /** A passage by its number in the index. */
    record Ranked(int doc, Relevance relevance) {}
}
