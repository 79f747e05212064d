package dev.parley.conversation;

/**
 * The way a conversation reaches us and our replies reach the customer.
 *
 * @param name kind of channel, for example {@code rest}
 * @param account the organization's account in that channel
 * @param delivery who moves: we push replies, or the client pulls them
 */
public record Channel(String name, String account, Delivery delivery) {
    /** Who moves replies. */
    public enum Delivery {
        /**
         * The client reads them from us (REST, event stream, WebSocket): they are sent once they
         * are stored.
         */
        PULLED,
        /** We call the channel. */
        PUSHED
    }

    /** Tells whether replies count as sent once they are stored. */
    public boolean isPulled() {
        return delivery == Delivery.PULLED;
    }
}
