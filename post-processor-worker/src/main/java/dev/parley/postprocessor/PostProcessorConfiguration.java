package dev.parley.postprocessor;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.kafka.Worker;
import dev.parley.kafka.Workers;
import dev.parley.postprocessor.kafka.DeadLetterHandler;
import dev.parley.postprocessor.kafka.PostProcessorHandler;
import dev.parley.runtime.Periodic;
import dev.parley.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    InactivityProperties.class,
    EscalationProperties.class,
    FollowUpProperties.class,
    TitleProperties.class,
    ResolutionProperties.class
})
class PostProcessorConfiguration {
    @Bean
    BoundedModel boundedModel(LanguageModel model) {
        return new BoundedModel(model);
    }

    @Bean
    TextReading textReading(ReadingThreads threads, Organizations organizations) {
        return new TextReading(threads, organizations);
    }

    @Bean
    Notices notices(
            ConversationStore store,
            BoundedModel model,
            TextReading reading,
            EscalationProperties escalation) {
        return new Notices(store, model, reading, escalation.modelTimeout());
    }

    @Bean
    Escalations escalations(
            ConversationStore store,
            Triggers triggers,
            Organizations organizations,
            BoundedModel model,
            TextReading reading,
            Notices notices,
            EscalationProperties escalation,
            TurnSettings turn,
            ObjectProvider<FaultPoints> faultPoints) {
        return new Escalations(
                store,
                triggers,
                organizations,
                new EscalationSigns(
                        store,
                        reading,
                        new ModelDecision(model, escalation.modelTimeout()),
                        escalation),
                notices,
                turn.grace(),
                faults(faultPoints));
    }

    @Bean
    Inactivity inactivity(
            ConversationStore store,
            Triggers triggers,
            Organizations organizations,
            Notices notices,
            InactivityProperties inactivity,
            TurnSettings turn,
            ObjectProvider<FaultPoints> faultPoints) {
        return new Inactivity(
                store,
                triggers,
                organizations,
                notices,
                inactivity,
                turn.grace(),
                faults(faultPoints));
    }

    @Bean
    Titles titles(
            ConversationStore store,
            Events events,
            BoundedModel model,
            TextReading reading,
            TitleProperties title,
            ObjectProvider<FaultPoints> faultPoints) {
        return new Titles(store, events, model, reading, title, faults(faultPoints));
    }

    @Bean
    PostProcessorWorker postProcessorWorker(
            ConversationStore store,
            Events events,
            Escalations escalations,
            BoundedModel model,
            TextReading reading,
            ResolutionProperties resolution,
            Inactivity inactivity,
            Titles titles,
            FollowUpMarks marks,
            ObjectProvider<FaultPoints> faultPoints) {
        return new PostProcessorWorker(
                store,
                events,
                escalations,
                new Resolutions(
                        store,
                        reading,
                        events,
                        resolution.model()
                                ? new ModelDecision(model, resolution.modelTimeout())
                                : null,
                        faults(faultPoints)),
                inactivity,
                titles,
                marks,
                faults(faultPoints));
    }

    /** Closed after the worker has stopped. */
    @Bean
    FollowUpMarks followUpMarks(ConversationStore store) {
        return new FollowUpMarks(store);
    }

    @Bean(initMethod = "start")
    Periodic followUpMarkRuns(FollowUpMarks marks, FollowUpProperties properties) {
        return new Periodic("parley-follow-up-marks", properties.markInterval(), marks::flush);
    }

    @Bean(initMethod = "start")
    Periodic followUpScanRuns(
            ConversationStore store,
            Triggers triggers,
            InstantSource clock,
            FollowUpProperties properties,
            @Qualifier("postProcessor") Worker postProcessor,
            MeterRegistry meters) {
        var scan =
                new FollowUpScan(
                        store,
                        triggers,
                        clock,
                        properties,
                        () -> postProcessor.share(Topic.REPLIES));
        var again = meters.counter("parley.follow.up.again");
        return new Periodic(
                "parley-follow-up-scan", properties.interval(), () -> again.increment(scan.run()));
    }

    @Bean
    Worker postProcessor(Workers workers, PostProcessorWorker worker, InstantSource clock) {
        return workers.worker(
                Stage.POST_PROCESSOR,
                Set.of(Topic.REPLIES, Topic.FOLLOW_UPS),
                new PostProcessorHandler(worker, clock));
    }

    private static FaultPoints faults(ObjectProvider<FaultPoints> faultPoints) {
        return faultPoints.getIfAvailable(() -> FaultPoints.NONE);
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
