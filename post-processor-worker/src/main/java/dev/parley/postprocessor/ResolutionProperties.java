package dev.parley.postprocessor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the end of a matter is seen.
 *
 * @param model whether a model is asked where the rules leave it in doubt; it must decide by a tool
 *     call; default false
 * @param modelTimeout how long it may take, above 0 up to 1 minute; default 8 seconds
 */
@ConfigurationProperties(prefix = "parley.resolution", ignoreUnknownFields = false)
record ResolutionProperties(
        @DefaultValue("false") boolean model, @DefaultValue("8s") Duration modelTimeout) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    ResolutionProperties {
        if (!modelTimeout.isPositive() || modelTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.resolution.model-timeout must be above 0 and at most 1 minute");
        }
    }
}
