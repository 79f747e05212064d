package dev.parley.schemas;

import java.util.regex.Pattern;

/**
 * The key of every record that belongs to a conversation, {@code organization/conversation}.
 * Records with equal keys are read in the order in which they were written; the same conversation
 * id in two organizations gives two keys.
 *
 * @param organization 1 to 63 of {@code a-z 0-9 _ -}, the first a letter or digit
 * @param conversation 1 to 128 of {@code A-Z a-z 0-9 . _ : -}, and {@code ~2}, {@code ~3} and so on
 *     behind it when it takes the place of another
 */
public record RecordKey(String organization, String conversation) {

    private static final Pattern ORGANIZATION = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern CONVERSATION =
            Pattern.compile("[A-Za-z0-9._:-]{1,128}(?:~[1-9][0-9]{0,8})?");
    private static final int SHOWN = 200;

    /**
     * @throws IllegalArgumentException naming the part that breaks its grammar
     */
    public RecordKey {
        if (!isOrganization(organization)) {
            throw new IllegalArgumentException(
                    "organization id %s is not 1 to 63 of a-z 0-9 _ - beginning with a letter or digit"
                            .formatted(quoted(organization)));
        }
        if (!isConversation(conversation)) {
            throw new IllegalArgumentException(
                    "conversation id %s is not 1 to 128 of A-Z a-z 0-9 . _ : -"
                            .formatted(quoted(conversation)));
        }
    }

    /** Whether the text may be the id of an organization. */
    public static boolean isOrganization(String id) {
        return ORGANIZATION.matcher(id).matches();
    }

    /** Whether the text may be the id of a conversation. */
    public static boolean isConversation(String id) {
        return CONVERSATION.matcher(id).matches();
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException naming what is wrong with the key
     */
    public static RecordKey parse(String key) {
        var slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "record key %s has no / between its parts".formatted(quoted(key)));
        }
        return new RecordKey(key.substring(0, slash), key.substring(slash + 1));
    }

    @Override
    public String toString() {
        return organization + '/' + conversation;
    }

    /** Keys come from outside: what ends up in a log is short and stays on its line. */
    static String quoted(String text) {
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
