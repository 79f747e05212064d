package dev.parley.planner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How planners look into documents.
 *
 * @param passages passages a plan carries at most, 1 to 20; default 5
 * @param within longest wait for a search, after which the turn goes on without passages; default
 *     300 ms
 * @param threads searches that run at once, 1 to 64; they compute, so not more than processors;
 *     default 2
 * @param queue searches that wait for a thread at most; more go on without passages; default 64
 * @param background part of the threshold that a passage needs to be background of a playbook's
 *     answer, 0 to 1; default 0.6
 */
@ConfigurationProperties(prefix = "parley.retrieval", ignoreUnknownFields = false)
record RetrievalProperties(
        @DefaultValue("5") int passages,
        @DefaultValue("300ms") Duration within,
        @DefaultValue("2") int threads,
        @DefaultValue("64") int queue,
        @DefaultValue("0.6") double background) {
    RetrievalProperties {
        within("passages", passages, 1, 20);
        within("threads", threads, 1, 64);
        within("queue", queue, 1, 10_000);
        if (!within.isPositive()) {
            throw new IllegalArgumentException("parley.retrieval.within must be positive");
        }
        if (!(background >= 0 && background <= 1)) {
            throw new IllegalArgumentException(
                    "parley.retrieval.background must be 0 to 1, not " + background);
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "parley.retrieval.%s must be %d to %d, not %d"
                            .formatted(name, least, most, value));
        }
    }
}
