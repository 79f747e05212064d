package dev.parley.conversation.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What stands for a customer in what is kept longer than anything the customer said: the first 16
 * hexadecimal digits of the SHA-256 of {@code ORGANIZATION/CUSTOMER}. Whoever knows an id can tell
 * whether it is meant. Whoever can guess ids can do that as well: it is a pseudonym, not a secret.
 */
public final class CustomerDigest {
    private static final int BYTES = 8;

    private CustomerDigest() {}

    /** The digest; no organization's id has a slash. */
    public static String of(String organization, String customer) {
        var text = organization + "/" + customer;
        var digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
