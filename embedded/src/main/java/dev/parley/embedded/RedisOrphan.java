package dev.parley.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the Redis that outlived a killed JVM. It still writes to the directory, so a second one
 * there would ruin the data: it is told apart from other servers by the password it takes and then
 * shut down.
 *
 * @param directory real path of the data directory, locked by the caller
 */
record RedisOrphan(Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(RedisOrphan.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    /** Notes where the Redis of this directory listens, for the start after a kill. */
    void remember(int port) throws IOException {
        Files.writeString(note(), String.valueOf(port));
    }

    /** Says that the Redis of this directory has ended. */
    void forget() throws IOException {
        Files.deleteIfExists(note());
    }

    /**
     * Shuts the orphan down if there is one, on the port it was started with or on the one now
     * wanted.
     */
    void stop(int wantedPort) throws IOException {
        var password = new RedisPassword(directory).last();
        for (var port : password.isPresent() ? candidates(wantedPort) : Set.<Integer>of()) {
            var server = new RedisControl(port, password.get());
            if (server.isOurs()) {
                LOG.info(
                        "shutting down the Redis on port {} that a killed process left behind",
                        port);
                server.shutDown(SHUTDOWN);
            }
        }
        forget();
    }

    private Set<Integer> candidates(int wantedPort) throws IOException {
        var ports = new LinkedHashSet<Integer>();
        if (Files.exists(note())) {
            var text = Files.readString(note()).strip();
            if (text.matches(
                    "[1-9][0-9]{0,4}")) { // half written by a process that died is as good as none
                ports.add(Integer.valueOf(text));
            }
        }
        if (wantedPort != 0) {
            ports.add(wantedPort);
        }
        return ports;
    }

    private Path note() {
        return directory.resolve("redis.port");
    }
}
