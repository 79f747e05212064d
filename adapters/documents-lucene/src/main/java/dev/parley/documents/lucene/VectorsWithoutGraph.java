package dev.parley.documents.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * Keeps vectors without a graph over them. The graph would be over all organizations, while each
 * question is about one of them, whose passages are soon looked at one by one; and building it was
 * nearly all that indexing cost.
 */
final class VectorsWithoutGraph extends Lucene104Codec {
    private static final KnnVectorsFormat FORMAT =
            new Lucene99HnswVectorsFormat(
                    Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
                    Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
                    1,
                    null,
                    Integer.MAX_VALUE);

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return FORMAT;
    }
}
