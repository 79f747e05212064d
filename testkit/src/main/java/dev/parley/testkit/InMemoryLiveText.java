package dev.parley.testkit;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Shows pieces within one process, in the publisher's thread. Thread-safe. */
public final class InMemoryLiveText implements LiveText {
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final List<Piece> published = new CopyOnWriteArrayList<>();
    private volatile boolean reachable = true;

    /** Loses every piece from now on, or none. */
    public void setReachable(boolean value) {
        reachable = value;
    }

    /** Every piece so far, of all conversations, in order. */
    public List<Piece> published() {
        return List.copyOf(published);
    }

    /** How many listen to the conversation now. */
    public int listeners(ConversationId conversation) {
        return (int)
                listeners.stream()
                        .filter(listening -> listening.conversation().equals(conversation))
                        .count();
    }

    @Override
    public void publish(Piece piece) {
        if (!reachable) {
            return;
        }
        published.add(piece);
        listeners.forEach(listening -> listening.show(piece));
    }

    @Override
    public Subscription subscribe(ConversationId conversation, Consumer<Piece> listener) {
        var listening = new Listening(conversation, listener, new Object());
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    /** The identity keeps two equal wishes apart. */
    private record Listening(
            ConversationId conversation, Consumer<Piece> listener, Object identity) {
        void show(Piece piece) {
            if (!piece.conversation().equals(conversation)) {
                return;
            }
            try {
                synchronized (identity) {
                    listener.accept(piece);
                }
            } catch (RuntimeException dropped) {
                // As the port says: a listener's failure is nobody else's.
            }
        }
    }
}
