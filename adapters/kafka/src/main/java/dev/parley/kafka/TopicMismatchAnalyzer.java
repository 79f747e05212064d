package dev.parley.kafka;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has the one sentence printed in place of the stack of a start that failed. */
final class TopicMismatchAnalyzer extends AbstractFailureAnalyzer<TopicMismatchException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicMismatchException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
