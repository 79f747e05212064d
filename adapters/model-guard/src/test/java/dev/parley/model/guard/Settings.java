package dev.parley.model.guard;

/** The defaults, and variations of them. */
final class Settings {
    static final ModelGuardProperties.Limit LIMIT = ModelGuardProperties.DEFAULTS.limit();
    static final ModelGuardProperties.Rest REST = ModelGuardProperties.DEFAULTS.rest();
    static final ModelGuardProperties.Breaker BREAKER = ModelGuardProperties.DEFAULTS.breaker();

    private Settings() {}

    static ModelGuardProperties.Limit limit(int min, int initial, int max) {
        return new ModelGuardProperties.Limit(min, initial, max, 0.8);
    }

    static ModelGuardProperties with(ModelGuardProperties.Limit limit) {
        return new ModelGuardProperties(true, limit, REST, BREAKER);
    }
}
