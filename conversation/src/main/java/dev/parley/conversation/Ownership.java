package dev.parley.conversation;

/**
 * Who answers a conversation.
 *
 * @param owner the pipeline or a person
 * @param epoch grows with every takeover and return; a reply of an older epoch is never sent
 */
public record Ownership(Owner owner, long epoch) {
    /** How every conversation begins. */
    public static final Ownership INITIAL = new Ownership(Owner.AI, 0);

    /** The two kinds of owner. */
    public enum Owner {
        AI,
        HUMAN
    }

    /** Tells whether the pipeline answers. */
    public boolean isAi() {
        return owner == Owner.AI;
    }

    /** The next epoch under the given owner. */
    public Ownership passedTo(Owner next) {
        return new Ownership(next, epoch + 1);
    }
}
