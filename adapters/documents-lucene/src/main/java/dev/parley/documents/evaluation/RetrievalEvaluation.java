package dev.parley.documents.evaluation;

import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.PassageSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a search found for labelled questions, and how good that is. An answer rests on the first
 * {@value #PASSAGES} passages; a question is answered when one of them reaches the threshold.
 *
 * @param outcomes one for each question, in their order
 */
public record RetrievalEvaluation(List<Outcome> outcomes) {
    public static final int PASSAGES = 5;

    public RetrievalEvaluation {
        outcomes = List.copyOf(outcomes);
    }

    /** Asks all questions. */
    public static RetrievalEvaluation of(
            PassageSearch search, String organization, List<LabelledQuestion> questions) {
        var outcomes = new ArrayList<Outcome>();
        for (var question : questions) {
            outcomes.add(
                    new Outcome(
                            question, search.search(organization, question.question(), PASSAGES)));
        }
        return new RetrievalEvaluation(outcomes);
    }

    /**
     * Of the documents that answer a question, the share among the first {@value #PASSAGES}
     * passages; the mean over the answerable questions, NaN without any.
     */
    public double recall() {
        return outcomes.stream()
                .filter(outcome -> outcome.question().isAnswerable())
                .mapToDouble(Outcome::recall)
                .average()
                .orElse(Double.NaN);
    }

    /** Which questions are answered from this score on. */
    public Answering answering(double threshold) {
        var answered = outcomes.stream().filter(each -> each.score() >= threshold).toList();
        long rightly = answered.stream().filter(each -> each.question().isAnswerable()).count();
        long answerable = outcomes.stream().filter(o -> o.question().isAnswerable()).count();
        return new Answering(threshold, answered.size(), rightly, answerable);
    }

    /**
     * A question and what was found.
     *
     * @param found best first
     */
    public record Outcome(LabelledQuestion question, List<FoundPassage> found) {
        public Outcome {
            found = List.copyOf(found);
        }

        /** The highest score; -1 when nothing was found. */
        public double score() {
            return found.stream().mapToDouble(FoundPassage::score).max().orElse(-1);
        }

        double recall() {
            var ids = found.stream().map(f -> f.passage().documentId()).collect(Collectors.toSet());
            long hits = question.documents().stream().filter(ids::contains).count();
            return (double) hits / question.documents().size();
        }
    }

    /**
     * What a threshold does.
     *
     * @param answered questions with a passage that reaches it
     * @param rightly those of them that the documents answer
     * @param answerable questions that the documents answer
     */
    public record Answering(double threshold, long answered, long rightly, long answerable) {
        /** Of the questions answered, the share that can be; 1 when none is answered. */
        public double precision() {
            return answered == 0 ? 1 : (double) rightly / answered;
        }

        /** Of the questions that can be answered, the share that is; 1 when none can. */
        public double recall() {
            return answerable == 0 ? 1 : (double) rightly / answerable;
        }

        /** The harmonic mean of both. */
        public double f1() {
            double sum = precision() + recall();
            return sum == 0 ? 0 : 2 * precision() * recall() / sum;
        }
    }
}
