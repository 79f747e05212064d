package dev.parley.standalone.play;

import java.time.Duration;

/**
 * How a run is played.
 *
 * @param concurrency conversations at the same time, 1 to 2,000
 * @param patience how long one message may take to be accepted, and then to come to its end
 */
public record PlayerSettings(int concurrency, Duration patience) {
    private static final int MOST = 2_000;

    /**
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public PlayerSettings {
        if (concurrency < 1 || concurrency > MOST) {
            throw new IllegalArgumentException(
                    "concurrency must be 1 to %d, not %d".formatted(MOST, concurrency));
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be longer than nothing");
        }
    }
}
