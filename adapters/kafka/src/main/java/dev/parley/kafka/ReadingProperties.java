package dev.parley.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What reading texts by rules may take, of customers and of models.
 *
 * @param threads texts read at once, 0 to 64; it computes, so not more than processors; 0, the
 *     default, means as many as there are
 * @param within how long one text may take, above 0 up to 1 minute; what takes longer counts as
 *     unread; default 2 s
 */
@ConfigurationProperties(prefix = "parley.reading", ignoreUnknownFields = false)
record ReadingProperties(@DefaultValue("0") int threads, @DefaultValue("2s") Duration within) {
    private static final int MOST_THREADS = 64;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    ReadingProperties {
        if (threads < 0 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "parley.reading.threads must be 0 to %d, not %d"
                            .formatted(MOST_THREADS, threads));
        }
        if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.reading.within must be above 0 and at most 1 minute");
        }
    }

    int number() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
