package dev.parley.conversation;

import java.util.Set;

/**
 * A part of all conversations, so that several processes can divide work over the store without
 * talking to each other. Which conversation is in which part depends on its id alone and is the
 * same in every process and build.
 *
 * @param parts the numbers of the parts that are meant, from 0
 * @param of into how many parts all conversations are divided, at least 1
 */
public record Share(Set<Integer> parts, int of) {
    /** All conversations. */
    public static final Share ALL = new Share(Set.of(0), 1);

    public Share {
        if (of < 1) {
            throw new IllegalArgumentException("of must be at least 1, not " + of);
        }
        parts = Set.copyOf(parts);
    }

    /** Tells whether no conversation is in it. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Tells whether the conversation is in it. */
    public boolean covers(ConversationId id) {
        return parts.contains(Math.floorMod(spread(id), of));
    }

    /**
     * Both hashes are those of the language's specification; the low bits of them alone are poor.
     */
    private static int spread(ConversationId id) {
        int hash = (31 * id.organization().hashCode() + id.conversation().hashCode()) * 0x9E3779B1;
        return hash ^ (hash >>> 16);
    }
}
