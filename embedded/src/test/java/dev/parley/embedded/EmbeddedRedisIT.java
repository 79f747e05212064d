package dev.parley.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRedisIT {
    @TempDir Path directory;

    @Test
    void valuesSurviveStopAndStartOnTheSamePort() throws IOException {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            var client = new RedisText(redis);
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
            new RedisText(redis).run("SET key kept");
        }
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            assertThat(new RedisText(redis).run("GET key")).contains("kept");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orphanOfAKilledJvmIsReplaced(boolean onTheSamePort) throws Exception {
        var port = LoopbackPort.free();
        Jvm.run(RedisOwnerThatDies.class, directory.toString(), String.valueOf(port));
        var orphan = new RedisText(port, new RedisPassword(directory).last().orElseThrow());
        assertThat(orphan.run("SET key kept")).as("the child outlives its JVM").startsWith("+OK");

        try (var redis =
                EmbeddedRedis.start(directory, onTheSamePort ? port : LoopbackPort.free())) {
            assertThat(new RedisText(redis).run("GET key")).contains("kept");
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
    void nobodyGetsInWithoutThePassword() throws IOException {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            var stranger = new RedisText(redis.port(), "");
            assertThat(stranger.run("PING")).startsWith("-NOAUTH");
            assertThat(stranger.run("EVAL \"return 1\" 0")).startsWith("-NOAUTH");
            assertThat(new RedisText(redis).run("PING")).startsWith("+PONG");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONFIG SET dir /tmp",
                "DEBUG SLEEP 0",
                "MODULE LIST",
                "SLAVEOF 127.0.0.1 1",
                "REPLICAOF 127.0.0.1 1",
                "MIGRATE 127.0.0.1 1 key 0 10"
            })
    void whatReachesBeyondTheDirectoryIsNoCommand(String command) throws IOException {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            assertThat(new RedisText(redis).run(command)).startsWith("-ERR unknown command");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void passwordIsNewAtEachStartAndSeenByItsOwnerOnly() throws IOException {
        String first;
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            first = redis.password();
            var file = directory.resolve("redis.password");
            assertThat(Files.readString(file).strip()).isEqualTo(first);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            var child = ProcessHandle.of(redis.pid()).orElseThrow();
            assertThat(child.info().commandLine())
                    .hasValueSatisfying(line ->
                            assertThat(line).contains("redis-server").doesNotContain(first));
        }
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            assertThat(redis.password()).isNotEqualTo(first);
        }
    }

    @Test
    void killedChildIsStartedAgainWithItsDataPortAndPassword() throws Exception {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            var client = new RedisText(redis);
            client.run("SET key kept");
            for (var kill = 0; kill < 2; kill++) {
                var killed = redis.pid();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                await(() -> redis.pid() != killed && redis.isRunning());
                assertThat(client.run("GET key")).contains("kept");
            }
        }
    }

    @Test
    void stoppedRedisStaysAway() throws Exception {
        try (var redis = EmbeddedRedis.start(directory, 0)) {
            var child = ProcessHandle.of(redis.pid()).orElseThrow();
            redis.stop();
            child.onExit().get(10, TimeUnit.SECONDS);
            assertThat(redis.isRunning()).isFalse();
            assertThatThrownBy(redis::pid).hasMessage("Redis is stopped");
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("happens within 30 s").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
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
            assertThat(new RedisText(neighbour).run("PING")).startsWith("+PONG");
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
            assertThat(new RedisText(redis).run("PING")).startsWith("+PONG");
        }
    }
}
