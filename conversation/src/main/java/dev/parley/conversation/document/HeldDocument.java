package dev.parley.conversation.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.Sha256;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A document that is held, without its text.
 *
 * @param hash of title, link and text as {@link #hash} makes it; equal ones need not be sent again.
 *     {@link #OF_ANOTHER_MODEL} when nobody searches it until it is
 * @param characters of title, link and text together
 * @param passages it is cut into
 */
public record HeldDocument(String id, long version, String hash, long characters, int passages) {
    /**
     * The hash of a document whose vectors another embedding model made: none of any content, so
     * that its content counts as new.
     */
    public static final String OF_ANOTHER_MODEL = "0".repeat(64);

    /** What is held of a document that is cut into so many passages. */
    public static HeldDocument of(Document document, int passages) {
        return new HeldDocument(
                document.id(),
                document.version(),
                hash(document.title(), document.link(), document.text()),
                characters(document.title(), document.link(), document.text()),
                passages);
    }

    /** The length of a document's content. */
    public static long characters(String title, @Nullable String link, String text) {
        return (long) title.length() + (link == null ? 0 : link.length()) + text.length();
    }

    /** SHA-256 of a document's content, 64 lower-case hexadecimal digits. */
    public static String hash(String title, @Nullable String link, String text) {
        var sha = new Sha256();
        add(sha, title);
        add(sha, link == null ? "" : link);
        add(sha, text);
        return sha.hex();
    }

    /** With its length, so that no two contents flow into the same bytes. */
    private static void add(Sha256 sha, String part) {
        var bytes = part.getBytes(UTF_8);
        sha.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha.add(bytes);
    }
}
