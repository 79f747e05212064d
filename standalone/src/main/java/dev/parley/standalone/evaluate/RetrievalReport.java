package dev.parley.standalone.evaluate;

import dev.parley.documents.evaluation.RetrievalEvaluation;
import dev.parley.documents.evaluation.RetrievalEvaluation.Outcome;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of an evaluation as they are printed. */
final class RetrievalReport {
    /** Thresholds around the one in use, to show what another would do. */
    private static final double STEP = 0.04;

    private static final int STEPS = 3;

    private RetrievalReport() {}

    static String of(RetrievalEvaluation evaluation, double threshold, boolean verbose) {
        var report = new StringBuilder();
        var at = evaluation.answering(threshold);
        line(
                report,
                "%d questions, %d of them answerable",
                evaluation.outcomes().size(),
                at.answerable());
        line(
                report,
                "recall@%d             %.3f",
                RetrievalEvaluation.PASSAGES,
                evaluation.recall());
        line(report, "threshold            %.2f (cosine)", threshold);
        line(report, "answering, precision %.3f", at.precision());
        line(report, "answering, recall    %.3f", at.recall());
        line(report, "%nthreshold  precision  recall  F1");
        for (int i = -STEPS; i <= STEPS; i++) {
            var each = evaluation.answering(threshold + i * STEP);
            line(
                    report,
                    "%9.2f  %9.3f  %6.3f  %.3f",
                    each.threshold(),
                    each.precision(),
                    each.recall(),
                    each.f1());
        }
        if (verbose) {
            line(report, "%nscore  expected -> found");
            evaluation.outcomes().stream()
                    .sorted(Comparator.comparingDouble(Outcome::score).reversed())
                    .forEach(outcome -> line(report, outcome));
        }
        return report.toString();
    }

    private static void line(StringBuilder report, Outcome outcome) {
        var expected = outcome.question().documents();
        line(
                report,
                "%5.2f  %s -> %s   %s",
                outcome.score(),
                expected.isEmpty() ? "none" : String.join(", ", expected),
                outcome.found().stream()
                        .map(found ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.2f",
                                        found.passage().id(),
                                        found.score()))
                        .collect(Collectors.joining(", ")),
                outcome.question().question());
    }

    private static void line(StringBuilder report, String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
