package dev.parley.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Redriving what was parked.
 *
 * @param within how old a parked message may be to be answered after all, where its organization
 *     does not say; default 24 hours
 */
@ConfigurationProperties(prefix = "parley.redrive", ignoreUnknownFields = false)
public record RedriveProperties(@DefaultValue("24h") Duration within) {
    public RedriveProperties {
        if (!within.isPositive()) {
            throw new IllegalArgumentException("parley.redrive.within must be positive");
        }
    }
}
