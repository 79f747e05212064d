package dev.parley.postprocessor;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.kafka.Worker;
import dev.parley.kafka.Workers;
import dev.parley.postprocessor.kafka.DeadLetterHandler;
import dev.parley.postprocessor.kafka.PostProcessorHandler;
import dev.parley.schemas.Topic;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PostProcessorConfiguration {
    @Bean
    PostProcessorWorker postProcessorWorker(
            ConversationStore store, Events events, ObjectProvider<FaultPoints> faultPoints) {
        return new PostProcessorWorker(
                store, events, faultPoints.getIfAvailable(() -> FaultPoints.NONE));
    }

    @Bean
    Worker postProcessor(Workers workers, PostProcessorWorker worker) {
        return workers.worker(
                "post-processor",
                Set.of(Topic.REPLIES),
                Topic.POST_PROCESSOR_ERRORS,
                new PostProcessorHandler(worker));
    }

    @Bean
    Worker deadLetterKeeper(Workers workers, DeadLetters letters) {
        return workers.worker(
                "dead-letters",
                Set.of(Topic.DEAD_LETTERS),
                Topic.POST_PROCESSOR_ERRORS,
                new DeadLetterHandler(letters));
    }
}
