package dev.parley.conversation.document;

import dev.parley.conversation.Visible;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a document must keep to that comes from a file or over the API: more than {@link Document}
 * does, which was published once.
 */
public final class DocumentRules {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern BEGINNING = Pattern.compile("[A-Za-z0-9]");

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
        if (Visible.isBlank(title) || title.length() > Document.MAX_TITLE || !isLine(title)) {
            broken.add(
                    new Broken(
                            "title",
                            "must be one line of 1 to %d characters"
                                    .formatted(Document.MAX_TITLE)));
        } else if (Visible.hasHidden(title)) {
            broken.add(
                    new Broken(
                            "title",
                            "must not contain invisible or direction-changing characters"));
        }
        if (link != null && (link.length() > Document.MAX_LINK || !isAddress(link))) {
            broken.add(
                    new Broken(
                            "link",
                            "must be an http or https address of at most %,d characters"
                                    .formatted(Document.MAX_LINK)));
        }
        if (text.isBlank()) {
            broken.add(new Broken("text", "must not be blank"));
        } else if (text.getBytes(StandardCharsets.UTF_8).length > Document.MAX_BYTES) {
            broken.add(
                    new Broken(
                            "text",
                            "must have at most %,d bytes in UTF-8".formatted(Document.MAX_BYTES)));
        } else if (!text.codePoints().allMatch(DocumentRules::isStorable)) {
            broken.add(new Broken("text", "must not contain NUL or half of a surrogate pair"));
        }
        return broken;
    }

    private static boolean isId(String text) {
        return Document.isId(text) && BEGINNING.matcher(text).lookingAt();
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
