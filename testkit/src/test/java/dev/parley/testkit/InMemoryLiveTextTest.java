package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;

class InMemoryLiveTextTest extends LiveTextContract {
    private final InMemoryLiveText live = new InMemoryLiveText();

    @Override
    protected LiveText liveText() {
        return live;
    }

    @Override
    protected void awaitListeners(ConversationId conversation, int count) {
        assertThat(live.listeners(conversation)).isGreaterThanOrEqualTo(count);
    }
}
