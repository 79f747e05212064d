package dev.parley.ingest.http;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Inbox;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.deadletter.Redelivery;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.recovery.Recovery;
import dev.parley.conversation.recovery.TopicHistory;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.ingest.DeadLetterDecisions;
import dev.parley.ingest.RedriveProperties;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What lets operators decide about dead letters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedriveProperties.class)
class OperationsConfiguration {
    /** How long a lost reply waits for the messages before its own to be answered. */
    private static final Duration PLACE_PATIENCE = Duration.ofSeconds(60);

    @Bean
    DeadLetterDecisions deadLetterDecisions(
            DeadLetters letters,
            ConversationStore store,
            Triggers triggers,
            Redelivery redelivery,
            Organizations organizations,
            RedriveProperties properties,
            TurnSettings settings) {
        return new DeadLetterDecisions(
                letters,
                store,
                triggers,
                redelivery,
                new DeadLetterDecisions.Limits(
                        organizations, properties.within(), settings.grace()));
    }

    @Bean
    Recovery recovery(
            TopicHistory history,
            ConversationStore store,
            Organizations organizations,
            Triggers triggers,
            Inbox inbox,
            TurnSettings settings) {
        return new Recovery(
                history, store, organizations, triggers, inbox, settings.grace(), PLACE_PATIENCE);
    }
}
