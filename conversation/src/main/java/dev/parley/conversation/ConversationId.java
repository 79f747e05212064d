package dev.parley.conversation;

import java.util.regex.Pattern;

/**
 * Names one conversation of one organization. Both parts together are the key of every row, record
 * and lock, so that nothing is ever looked up by the conversation alone.
 *
 * @param organization 1 to 63 characters of {@code a-z 0-9 _ -}, starting with a letter or digit
 * @param conversation 1 to 128 characters of {@code A-Z a-z 0-9 . _ : -}
 */
public record ConversationId(String organization, String conversation) {
    private static final Pattern ORGANIZATION = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern CONVERSATION =
            Pattern.compile("[A-Za-z0-9._:-]{1,128}(?:~[1-9][0-9]{0,8})?");

    /**
     * Refuses ids outside the grammar.
     *
     * @throws IllegalArgumentException naming the part and its rule
     */
    public ConversationId {
        if (!isOrganization(organization)) {
            throw new IllegalArgumentException(
                    "organization must be 1 to 63 characters of a-z 0-9 _ - and start with a letter or digit");
        }
        if (!CONVERSATION.matcher(conversation).matches()) {
            throw new IllegalArgumentException(
                    "conversation must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    /** Tells whether the text is a valid organization id. */
    public static boolean isOrganization(String text) {
        return ORGANIZATION.matcher(text).matches();
    }

    /**
     * The conversation that takes this one's place once it is over for good: {@code c~2}, {@code
     * c~3} and so on after {@code c}.
     */
    public ConversationId successor() {
        return new ConversationId(organization, first().conversation() + "~" + (number() + 1));
    }

    /** The conversation whose place this one takes: {@code c} for {@code c~2}; itself otherwise. */
    public ConversationId first() {
        int tilde = conversation.indexOf('~');
        return tilde < 0
                ? this
                : new ConversationId(organization, conversation.substring(0, tilde));
    }

    /** Which it is in the row of its successors: 1 for {@code c}, 2 for {@code c~2}. */
    public int number() {
        int tilde = conversation.indexOf('~');
        return tilde < 0 ? 1 : Integer.parseInt(conversation.substring(tilde + 1));
    }

    /** The record key of this conversation: {@code organization/conversation}. */
    @Override
    public String toString() {
        return organization + "/" + conversation;
    }
}
