package dev.parley.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of bytes, which are added one after the other. Parts flow into each other: whoever
 * adds several sees to it that no two lists of parts are the same bytes. For one thread.
 */
public final class Sha256 {
    private final MessageDigest digest;

    /** Begins with nothing. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Begins with a text. */
    public static Sha256 of(String text) {
        var sha = new Sha256();
        sha.add(text);
        return sha;
    }

    /** Adds a text in UTF-8. */
    public void add(String text) {
        add(text.getBytes(UTF_8));
    }

    /** Adds bytes. */
    public void add(byte... bytes) {
        digest.update(bytes);
    }

    /** All of it, 64 lower-case hexadecimal digits; begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The beginning of it; begins anew.
     *
     * @param bytes how many, up to 32, of two lower-case hexadecimal digits each
     */
    public String hex(int bytes) {
        return HexFormat.of().formatHex(digest.digest(), 0, bytes);
    }
}
