package dev.parley.conversation.audit;

import dev.parley.conversation.Sha256;

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
        return Sha256.of(organization + "/" + customer).hex(BYTES);
    }
}
