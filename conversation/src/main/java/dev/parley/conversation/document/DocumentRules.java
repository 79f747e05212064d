package dev.parley.conversation.document;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a document must keep to, whether it comes from a file or over the API. */
public final class DocumentRules {
    /** Bytes of a text in UTF-8: with passages and vectors it has to fit into one record. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_TITLE = 300;
    private static final int MAX_LINK = 2_000;

    private DocumentRules() {}

    /**
     * A rule that does not hold.
     *
     * @param field one of id, title, link, text
     * @param rule continues the field to a sentence
     */
    public record Broken(String field, String rule) {}

    /** The rules that do not hold. */
    public static List<Broken> broken(String id, String title, @Nullable String link, String text) {
        var broken = new ArrayList<Broken>();
        if (!isId(id)) {
            broken.add(
                    new Broken(
                            "id",
                            "must be 1 to 128 characters of A-Z a-z 0-9 . _ : - and start with a letter or digit"));
        }
        if (title.isBlank() || title.length() > MAX_TITLE || !isLine(title)) {
            broken.add(
                    new Broken(
                            "title",
                            "must be one line of 1 to %d characters".formatted(MAX_TITLE)));
        }
        if (link != null && (link.length() > MAX_LINK || !isAddress(link))) {
            broken.add(
                    new Broken(
                            "link",
                            "must be an http or https address of at most %,d characters"
                                    .formatted(MAX_LINK)));
        }
        if (text.isBlank()) {
            broken.add(new Broken("text", "must not be blank"));
        } else if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            broken.add(
                    new Broken(
                            "text", "must have at most %,d bytes in UTF-8".formatted(MAX_BYTES)));
        } else if (!text.codePoints().allMatch(DocumentRules::isStorable)) {
            broken.add(new Broken("text", "must not contain NUL or half of a surrogate pair"));
        }
        return broken;
    }

    /** Tells whether the text may be the id of a document. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static boolean isLine(String title) {
        return title.codePoints().allMatch(c -> !Character.isISOControl(c) && isStorable(c));
    }

    private static boolean isStorable(int c) {
        return c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    }

    private static boolean isAddress(String link) {
        try {
            var address = URI.create(link);
            return SCHEMES.contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
