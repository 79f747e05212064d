package dev.parley.standalone;

import dev.parley.conversation.Sha256;
import dev.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The API key of whoever runs a standalone Parley. It stands in a file that only its owner can
 * read; the services get to see nothing but its hash.
 *
 * @param text the key itself, for Authorization headers
 */
record OperatorKey(String text) {
    static final String FILE = "operator-key";

    private static final int RANDOM_BYTES = 32;

    /** Reads the key of a data directory, or makes one at the first start. */
    static OperatorKey of(Path data) {
        var file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, random() + "\n");
            }
            return read(file);
        } catch (IOException e) {
            throw new CommandException(
                    "cannot keep the operator key in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads the key of a data directory. */
    static OperatorKey read(Path file) throws IOException {
        var text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new CommandException(
                    file + " is empty; delete it, and the next start makes a new operator key");
        }
        return new OperatorKey(text);
    }

    /** SHA-256 of the key, lower-case hexadecimal. */
    String hash() {
        return Sha256.of(text).hex();
    }

    /** Says nothing of the key: records are printed by accident. */
    @Override
    public String toString() {
        return "OperatorKey";
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "op_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
