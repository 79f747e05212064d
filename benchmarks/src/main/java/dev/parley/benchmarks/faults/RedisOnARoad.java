package dev.parley.benchmarks.faults;

import dev.parley.embedded.EmbeddedRedis;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A Redis behind a road that can be made long; the services know only the road. */
final class RedisOnARoad implements AutoCloseable {
    private final EmbeddedRedis redis;
    private final SlowRoad road;

    RedisOnARoad(Path directory) throws IOException {
        redis = EmbeddedRedis.start(directory, 0);
        road = SlowRoad.to(redis.host(), redis.port());
    }

    /** The port the services are to use. */
    int port() {
        return road.port();
    }

    /** What its clients must show. */
    String password() {
        return redis.password();
    }

    /** From now on each answer takes so much longer. */
    void delay(Duration time) {
        road.delay(time);
    }

    void stop() {
        redis.stop();
    }

    void start() {
        redis.start();
    }

    /** Forgets everything. */
    void flush() throws IOException {
        try (var socket = new Socket(redis.host(), redis.port())) {
            socket.setSoTimeout(5_000);
            var commands = "AUTH %s\r\nFLUSHALL\r\nQUIT\r\n".formatted(redis.password());
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.startsWith("-") || answer.contains("\r\n-")) {
                throw new IOException("Redis refuses to be flushed: " + answer.strip());
            }
        }
    }

    @Override
    public void close() throws IOException {
        road.close();
        redis.close();
    }
}
