package dev.parley.model.guard;

import java.time.Duration;

/** The defaults, said once more. */
final class Settings {
    static final ModelGuardProperties.Limit LIMIT =
            new ModelGuardProperties.Limit(1, null, 2_000, 0.8);
    static final ModelGuardProperties.Rest REST =
            new ModelGuardProperties.Rest(Duration.ofSeconds(1), Duration.ofSeconds(60));
    static final ModelGuardProperties.Breaker BREAKER =
            new ModelGuardProperties.Breaker(20, 50, Duration.ofSeconds(10), 3);

    private Settings() {}

    static ModelGuardProperties.Limit limit(int min, int initial, int max) {
        return new ModelGuardProperties.Limit(min, initial, max, 0.8);
    }

    static ModelGuardProperties with(ModelGuardProperties.Limit limit) {
        return new ModelGuardProperties(true, limit, REST, BREAKER);
    }
}
