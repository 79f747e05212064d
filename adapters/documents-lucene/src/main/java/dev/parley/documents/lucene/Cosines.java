package dev.parley.documents.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.VectorUtil;

/**
 * The raw cosine of a question and any passage of the index, also of one that was found by its
 * words; Lucene's own scores are (cosine + 1) / 2, or ranks. Both vectors have length 1.
 */
record Cosines(IndexReader reader, float[] question) {
    double of(int doc) throws IOException {
        var leaves = reader.leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        var vectors = leaf.reader().getFloatVectorValues(PassageFields.VECTOR);
        if (vectors == null) {
            throw new IOException("passages without vectors");
        }
        var position = vectors.iterator();
        if (position.advance(doc - leaf.docBase) != doc - leaf.docBase) {
            throw new IOException("a passage without a vector");
        }
        return VectorUtil.dotProduct(vectors.vectorValue(position.index()), question);
    }
}
