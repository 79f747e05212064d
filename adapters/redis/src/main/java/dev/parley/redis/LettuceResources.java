package dev.parley.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The client's threads. By default it would wait up to 30 s between two tries to reconnect and 2 s
 * when it closes.
 */
record LettuceResources(ClientResources resources) implements AutoCloseable {
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(50);
    private static final Duration SLOWEST_RECONNECT = Duration.ofSeconds(1);

    LettuceResources() {
        this(
                ClientResources.builder()
                        .reconnectDelay(() ->
                                Delay.equalJitter(
                                        FIRST_RECONNECT,
                                        SLOWEST_RECONNECT,
                                        FIRST_RECONNECT.toMillis(),
                                        TimeUnit.MILLISECONDS))
                        .build());
    }

    @Override
    public void close() {
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
