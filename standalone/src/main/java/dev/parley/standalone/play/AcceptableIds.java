package dev.parley.standalone.play;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Sha256;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns the ids of a file into ids that Parley accepts. A good one stays as it is; another keeps
 * what is readable of it and gets a hash of the original, so that it is the same in every run and
 * different ids stay different.
 */
final class AcceptableIds {
    /** Short enough that a run's name and a message's number fit behind it. */
    private static final int CONVERSATION_LIMIT = 100;

    private static final int ORGANIZATION_LIMIT = 63;
    private static final int HASH_BYTES = 4;

    /** A hyphen, and two digits for each byte. */
    private static final int HASH_LENGTH = 1 + 2 * HASH_BYTES;

    private static final Pattern CONVERSATION =
            Pattern.compile("[A-Za-z0-9._:-]{1," + CONVERSATION_LIMIT + "}");

    private final Map<String, String> renamed = new LinkedHashMap<>();

    String organization(String original) {
        if (ConversationId.isOrganization(original)) {
            return original;
        }
        var readable = original.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        return rename(original, readable.replaceAll("^[_-]+", ""), ORGANIZATION_LIMIT, "o");
    }

    String conversation(String original) {
        if (CONVERSATION.matcher(original).matches()) {
            return original;
        }
        return rename(
                original, original.replaceAll("[^A-Za-z0-9._:-]+", "-"), CONVERSATION_LIMIT, "c");
    }

    /** The ids that had to change, old to new. */
    Map<String, String> renamed() {
        return Map.copyOf(renamed);
    }

    private String rename(String original, String readable, int limit, String otherwise) {
        var start = readable.isEmpty() ? otherwise : readable;
        var id =
                start.substring(0, Math.min(start.length(), limit - HASH_LENGTH))
                        + "-"
                        + Sha256.of(original).hex(HASH_BYTES);
        renamed.put(original, id);
        return id;
    }
}
