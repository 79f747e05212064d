package dev.parley.postprocessor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How conversations get their titles.
 *
 * @param model whether a model is asked; otherwise, and when it fails, titles are made of the
 *     customer's words; default true
 * @param modelTimeout how long a model may take for one, both tries together, above 0 up to 1
 *     minute; default 8 seconds
 * @param afterMessages after how many messages of the customer a conversation gets its title, 1 to
 *     20; default 2
 */
@ConfigurationProperties(prefix = "parley.title", ignoreUnknownFields = false)
record TitleProperties(
        @DefaultValue("true") boolean model,
        @DefaultValue("8s") Duration modelTimeout,
        @DefaultValue("2") int afterMessages) {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_MESSAGES = 20;

    TitleProperties {
        if (!modelTimeout.isPositive() || modelTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.title.model-timeout must be above 0 and at most 1 minute");
        }
        if (afterMessages < 1 || afterMessages > MOST_MESSAGES) {
            throw new IllegalArgumentException("parley.title.after-messages must be 1 to 20");
        }
    }
}
