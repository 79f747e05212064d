package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.MessageTrace;
import dev.parley.testkit.DelegatingStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often messages are traced in another store, failed traces included. */
final class CountingStore extends DelegatingStore {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong wide = new AtomicLong();

    CountingStore(ConversationStore store) {
        super(store);
    }

    long looks() {
        return count.get();
    }

    /** How often a whole organization was looked through. */
    long wideLooks() {
        return wide.get();
    }

    @Override
    public List<MessageTrace> trace(String organization, String messageId) {
        count.incrementAndGet();
        wide.incrementAndGet();
        return super.trace(organization, messageId);
    }

    @Override
    public List<MessageTrace> trace(ConversationId conversation, String messageId) {
        count.incrementAndGet();
        return super.trace(conversation, messageId);
    }
}
