package dev.parley.testkit;

import dev.parley.conversation.ConversationStore;
import java.time.Duration;
import java.util.List;

/** The fake shared by several, as tests of several services have it. */
class InMemoryProcessesTest extends ProcessesContract {
    private final SettableClock clock = new SettableClock();
    private final ConversationStore store = new InMemoryConversationStore(clock);

    @Override
    public List<ConversationStore> processes() {
        return List.of(store, store, store);
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }
}
