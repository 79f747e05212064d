package dev.parley.testkit;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Instances;
import dev.parley.conversation.recovery.StoreMarks;
import java.time.Duration;
import java.time.Instant;

class InMemoryConversationStoreTest extends ConversationStoreContract {
    private final SettableClock clock = new SettableClock();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);

    @Override
    public ConversationStore store() {
        return store;
    }

    @Override
    public Instances instances() {
        return store;
    }

    @Override
    public StoreMarks marks() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
