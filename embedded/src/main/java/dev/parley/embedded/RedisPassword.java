package dev.parley.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The password of a directory's Redis, in a file that only its owner can read. Knowing it is what
 * tells our own Redis from others, so each start makes a new one: whoever took the port of a dead
 * Redis, and was asked, has learned nothing.
 *
 * @param directory the data directory of Redis
 */
record RedisPassword(Path directory) {
    private static final int RANDOM_BYTES = 32;
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9]{1,512}");

    /** The one of the last start. */
    Optional<String> last() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        var text = Files.readString(file()).strip();
        return SAFE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** Keeps the one of this start for the next, which may have to end what is left of this. */
    void keep(String text) throws IOException {
        if (!SAFE.matcher(text).matches()) {
            throw new IllegalArgumentException("a password of Redis is letters and digits only");
        }
        OwnerOnly.write(file(), text + "\n");
    }

    static String random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Path file() {
        return directory.resolve("redis.password");
    }
}
