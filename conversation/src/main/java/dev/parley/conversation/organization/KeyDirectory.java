package dev.parley.conversation.organization;

import java.util.Optional;

/** Finds who holds an API key, at a cost that does not grow with the organizations. */
public interface KeyDirectory {
    /**
     * The organization one of whose keys has the hash, expired or not. Thread-safe; never blocks.
     *
     * @param hash SHA-256 of the key, lower-case hexadecimal
     */
    Optional<Organization> holderOf(String hash);
}
