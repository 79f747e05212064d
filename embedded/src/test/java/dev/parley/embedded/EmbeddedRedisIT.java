package dev.parley.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRedisIT {
    @TempDir Path directory;

    @Test
    void valuesSurviveStopAndStartOnTheSamePort() throws IOException {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            var client = new RedisText(redis.port());
            assertThat(client.run("SET key kept")).startsWith("+OK");
            var firstPid = redis.pid();

            redis.stop();
            assertThat(redis.isRunning()).isFalse();
            assertThatThrownBy(() -> client.run("PING")).isInstanceOf(IOException.class);

            redis.start();
            assertThat(client.run("GET key")).contains("kept");
            assertThat(redis.pid()).isNotEqualTo(firstPid);
        }
    }

    @Test
    void valuesSurviveCloseAndAnotherPort() throws IOException {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            new RedisText(redis.port()).run("SET key kept");
        }
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            assertThat(new RedisText(redis.port()).run("GET key")).contains("kept");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orphanOfAKilledJvmIsReplaced(boolean onTheSamePort) throws Exception {
        var port = LoopbackPort.free();
        Jvm.run(RedisOwnerThatDies.class, directory.toString(), String.valueOf(port));
        var orphan = new RedisText(port);
        assertThat(orphan.run("SET key kept")).as("the child outlives its JVM").startsWith("+OK");

        try (var redis =
                EmbeddedRedis.start(directory, onTheSamePort ? port : LoopbackPort.free())) {
            assertThat(new RedisText(redis.port()).run("GET key")).contains("kept");
            if (!onTheSamePort) {
                assertThatThrownBy(() -> orphan.run("PING")).isInstanceOf(IOException.class);
            }
        }
    }

    static final class RedisOwnerThatDies {
        private RedisOwnerThatDies() {}

        public static void main(String[] arguments) {
            EmbeddedRedis.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void redisEndsWithAJvmThatForgetsToCloseIt() throws Exception {
        var port = LoopbackPort.free();
        Jvm.run(RedisOwnerThatExits.class, directory.toString(), String.valueOf(port));

        assertThat(LoopbackPort.answers(port)).isFalse();
        assertThat(Files.list(directory).map(Path::getFileName).map(Path::toString))
                .contains("redis.log");
    }

    static final class RedisOwnerThatExits {
        private RedisOwnerThatExits() {}

        public static void main(String[] arguments) {
            EmbeddedRedis.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            System.exit(0);
        }
    }

    @Test
    void redisOfAnotherDirectoryIsNotTakenForAnOrphan(@TempDir Path other) throws IOException {
        try (var neighbour = EmbeddedRedis.start(other, 0)) {
            assertThatThrownBy(() -> EmbeddedRedis.start(directory, neighbour.port()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port " + neighbour.port() + " (Redis)")
                    .hasMessageContaining("--redis-port");
            assertThat(new RedisText(neighbour.port()).run("PING")).startsWith("+PONG");
        }
    }

    @Test
    void serverThatIsNoRedisIsLeftAlone() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getByName(LoopbackPort.HOST))) {
            assertThatThrownBy(() -> EmbeddedRedis.start(directory, silent.getLocalPort()))
                    .isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void secondRedisOnTheSameDirectoryIsRefusedAndTheFirstLives() throws IOException {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedRedis.start(directory, 0))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString());
            assertThat(new RedisText(redis.port()).run("PING")).startsWith("+PONG");
        }
    }
}
