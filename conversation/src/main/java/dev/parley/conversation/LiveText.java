package dev.parley.conversation;

import java.util.function.Consumer;

/**
 * Shows the text of a reply while it is written, to whoever looks on. A preview without history and
 * without a promise: pieces may be lost, and what was shown may never become a reply, because only
 * the store says what was answered.
 *
 * <p>Thread-safe. No method blocks for longer than it takes to hand a piece over, and none throws
 * because the way to the listeners is down.
 */
public interface LiveText {
    /** What a process without a way to listeners uses: nobody sees anything. */
    LiveText NONE =
            new LiveText() {
                @Override
                public void publish(Piece piece) {}

                @Override
                public Subscription subscribe(
                        ConversationId conversation, Consumer<Piece> listener) {
                    return () -> {};
                }
            };

    /** Shows a piece to those who listen to its conversation now. */
    void publish(Piece piece);

    /**
     * Shows the pieces of a conversation to the listener from about now on, until closed. Pieces of
     * one attempt come in order, perhaps joined; after a failure or a crash the next attempt begins
     * anew at index 0.
     *
     * @param listener called by one thread at a time; it must not block, and what it throws is
     *     dropped
     */
    Subscription subscribe(ConversationId conversation, Consumer<Piece> listener);

    /**
     * A piece of the text that an attempt is writing.
     *
     * @param turn the turn's number
     * @param attempt the fence's attempt; pieces of a lower one than already seen are of no
     *     interest
     * @param index where the piece begins in the attempt's text, counted in {@code char}; a piece
     *     that does not begin where the one before it ended tells that some were lost
     * @param text never empty
     */
    record Piece(ConversationId conversation, long turn, int attempt, int index, String text) {
        public Piece {
            if (turn < 1 || attempt < 1 || index < 0 || text.isEmpty()) {
                throw new IllegalArgumentException(
                        "a piece has a turn, an attempt, a place in its text, and some text");
            }
        }

        /** Where the next piece begins. */
        public int end() {
            return index + text.length();
        }
    }

    /** A listener's wish to see pieces. */
    interface Subscription extends AutoCloseable {
        /** Ends it; a piece that is on its way may still come. Harmless to repeat. */
        @Override
        void close();
    }
}
