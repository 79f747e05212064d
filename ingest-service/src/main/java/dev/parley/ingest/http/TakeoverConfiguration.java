package dev.parley.ingest.http;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.ingest.ConversationChanges;
import dev.parley.ingest.Erasure;
import dev.parley.ingest.Takeovers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What lets people take conversations over, and have them erased. */
@Configuration(proxyBeanMethods = false)
class TakeoverConfiguration {
    /** Conversations that one request erases at most: seconds, not minutes. */
    private static final int MOST_ERASED = 1_000;

    @Bean
    Takeovers takeovers(
            ConversationStore store,
            Events events,
            Triggers triggers,
            ConversationChanges changes,
            TurnSettings settings) {
        return new Takeovers(store, events, triggers, changes, settings.grace());
    }

    @Bean
    Erasure erasure(
            ConversationStore store,
            DeadLetters letters,
            Events events,
            ConversationChanges changes) {
        return new Erasure(store, letters, events, changes, MOST_ERASED);
    }
}
