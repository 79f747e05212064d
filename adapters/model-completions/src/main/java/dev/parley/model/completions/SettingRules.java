package dev.parley.model.completions;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of every server have to keep to, told by their names.
 *
 * @param prefix of the settings
 */
public record SettingRules(String prefix) {
    private static final double HOTTEST = 2;

    /**
     * Refuses a setting.
     *
     * @param what continues "must be"
     * @throws IllegalArgumentException unless the condition holds
     */
    public void require(boolean condition, String key, String what) {
        if (!condition) {
            throw new IllegalArgumentException(prefix + "." + key + " must be " + what);
        }
    }

    /** Wants an http or https address, without anything in which secrets hide. */
    public void requireAddress(String key, @Nullable URI uri) {
        require(
                uri != null && isAddress(uri),
                key,
                "an http or https address without user or query");
    }

    /** Wants a time of at least 1 ms. */
    public void requireTime(String key, Duration time) {
        require(time.toMillis() > 0, key, "at least 1ms");
    }

    /** Wants one that is positive, where it is given. */
    public void requirePositive(String key, @Nullable Integer number) {
        require(number == null || number > 0, key, "at least 1");
    }

    /** Wants a temperature that models take, where it is given. */
    public void requireTemperature(String key, @Nullable Double temperature) {
        require(
                temperature == null || (temperature >= 0 && temperature <= HOTTEST),
                key,
                "between 0 and 2");
    }

    private static boolean isAddress(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }
}
