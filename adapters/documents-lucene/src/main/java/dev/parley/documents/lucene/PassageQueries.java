package dev.parley.documents.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The questions put to the index. Each is asked of one organization's passages and of no other. */
final class PassageQueries {
    /** A message may be a whole story; the first words have to do. */
    private static final int MAX_WORDS = 64;

    private PassageQueries() {}

    /** Passages that share words with the question, the rarer the better. */
    static Query byWords(String organization, String question, Analyzer analyzer) {
        var words = new BooleanQuery.Builder();
        for (var word : words(question, analyzer)) {
            words.add(new TermQuery(new Term(PassageFields.WORDS, word)), Occur.SHOULD);
        }
        return new BooleanQuery.Builder()
                .add(words.build(), Occur.MUST)
                .add(of(organization), Occur.FILTER)
                .build();
    }

    /** All passages of the organization. */
    static Query of(String organization) {
        return new TermQuery(new Term(PassageFields.ORGANIZATION, organization));
    }

    private static Set<String> words(String question, Analyzer analyzer) {
        var words = new LinkedHashSet<String>();
        try (var tokens = analyzer.tokenStream(PassageFields.WORDS, question)) {
            var word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MAX_WORDS && tokens.incrementToken()) {
                words.add(word.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        return words;
    }
}
