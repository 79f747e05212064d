package dev.parley.postprocessor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a conversation is given to a person although nobody asked for one.
 *
 * @param anger whether signs of anger do it; default true
 * @param unsupported after how many answers in a row that found nothing they could say, 1 to 20; 0
 *     means never; default 2
 * @param failures after how many failed tries over its last answers, 1 to 100; 0 means never;
 *     default 5
 * @param model whether a model is asked about every answer; it must decide by a tool call; default
 *     false
 * @param modelTimeout how long a model may take, for the decision and for the words each, above 0
 *     up to 1 minute; default 8 seconds
 */
@ConfigurationProperties(prefix = "parley.escalation", ignoreUnknownFields = false)
record EscalationProperties(
        @DefaultValue("true") boolean anger,
        @DefaultValue("2") int unsupported,
        @DefaultValue("5") int failures,
        @DefaultValue("false") boolean model,
        @DefaultValue("8s") Duration modelTimeout) {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_ANSWERS = 20;
    private static final int MOST_FAILURES = 100;

    EscalationProperties {
        require("unsupported", unsupported, MOST_ANSWERS);
        require("failures", failures, MOST_FAILURES);
        if (!modelTimeout.isPositive() || modelTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.escalation.model-timeout must be above 0 and at most 1 minute");
        }
    }

    private static void require(String key, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(
                    "parley.escalation.%s must be 0 to %d, not %d".formatted(key, most, value));
        }
    }
}
