package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Dependency;

/** The store, asked for a conversation that nobody has. */
record StoreDependency(ConversationStore store) implements Dependency {
    private static final ConversationId NOBODYS = new ConversationId("parley", "health");

    @Override
    public String name() {
        return "store";
    }

    @Override
    public boolean answers() {
        var _ = store.find(NOBODYS);
        return true;
    }
}
