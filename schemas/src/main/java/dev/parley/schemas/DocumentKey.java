package dev.parley.schemas;

import java.util.regex.Pattern;

/**
 * The key of a document's records, {@code organization/document}.
 *
 * @param organization as in {@link RecordKey}
 * @param document 1 to 128 of {@code A-Z a-z 0-9 . _ : -}
 */
public record DocumentKey(String organization, String document) {

    private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /**
     * @throws IllegalArgumentException naming the part that breaks its grammar
     */
    public DocumentKey {
        if (!RecordKey.isOrganization(organization)) {
            throw new IllegalArgumentException(
                    "organization id %s is not 1 to 63 of a-z 0-9 _ - beginning with a letter or digit"
                            .formatted(RecordKey.quoted(organization)));
        }
        if (!DOCUMENT.matcher(document).matches()) {
            throw new IllegalArgumentException(
                    "document id %s is not 1 to 128 of A-Z a-z 0-9 . _ : -"
                            .formatted(RecordKey.quoted(document)));
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException naming what is wrong with the key
     */
    public static DocumentKey parse(String key) {
        var slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "document key %s has no / between its parts".formatted(RecordKey.quoted(key)));
        }
        return new DocumentKey(key.substring(0, slash), key.substring(slash + 1));
    }

    @Override
    public String toString() {
        return organization + '/' + document;
    }
}
