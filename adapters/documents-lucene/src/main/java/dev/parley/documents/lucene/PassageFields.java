package dev.parley.documents.lucene;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.Passage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;

/** A passage as the index keeps it. */
final class PassageFields {
    static final String ORGANIZATION = "organization";

    /** Organization and document, which all passages of a document share. */
    static final String KEY = "key";

    static final String WORDS = "words";
    static final String VECTOR = "vector";

    private static final String DOCUMENT = "document";
    private static final String INDEX = "index";
    private static final String TITLE = "title";
    private static final String LINK = "link";
    private static final String TEXT = "text";

    private PassageFields() {}

    static String key(String organization, String documentId) {
        return organization + "/" + documentId;
    }

    static List<List<IndexableField>> of(EmbeddedDocument embedded) {
        var passages = new ArrayList<List<IndexableField>>();
        for (var passage : embedded.passages()) {
            passages.add(
                    of(embedded.document(), passages.size(), passage.text(), passage.vector()));
        }
        return passages;
    }

    private static List<IndexableField> of(
            Document document, int index, String text, float[] vector) {
        var fields = new ArrayList<IndexableField>();
        fields.add(new StringField(ORGANIZATION, document.organization(), Store.NO));
        fields.add(new StringField(KEY, key(document.organization(), document.id()), Store.NO));
        fields.add(new TextField(WORDS, Passages.embedded(document.title(), text), Store.NO));
        fields.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        fields.add(new StoredField(DOCUMENT, document.id()));
        fields.add(new StoredField(INDEX, index));
        fields.add(new StoredField(TITLE, document.title()));
        fields.add(new StoredField(TEXT, text));
        var link = document.link();
        if (link != null) {
            fields.add(new StoredField(LINK, link));
        }
        return fields;
    }

    static Passage passage(StoredFields stored, int doc) throws IOException {
        var fields = stored.document(doc);
        return new Passage(
                fields.get(DOCUMENT),
                Objects.requireNonNull(fields.getField(INDEX)).numericValue().intValue(),
                fields.get(TITLE),
                fields.get(LINK),
                fields.get(TEXT));
    }
}
