package dev.parley.executor;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.executor.kafka.ExecutorHandler;
import dev.parley.kafka.RunningInstance;
import dev.parley.kafka.Worker;
import dev.parley.kafka.WorkerProperties;
import dev.parley.kafka.Workers;
import dev.parley.runtime.Periodic;
import dev.parley.schemas.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    PromptProperties.class,
    HandOverProperties.class,
    RetryBudgetProperties.class
})
class ExecutorConfiguration {
    private static final int BEATS_PER_LEASE = 12;

    /** A wall clock that is set back would hold heartbeats back, one set ahead end every try. */
    private static final InstantSource ELAPSED = new ElapsedTime();

    @Bean
    Heartbeats heartbeats(
            ConversationStore store,
            RunningInstance instance,
            TurnSettings settings,
            MeterRegistry meters) {
        var heartbeats = new Heartbeats(store, instance.lease(), settings, ELAPSED);
        Gauge.builder("parley.executor.running", heartbeats, Heartbeats::size)
                .description("Turns this process works on")
                .register(meters);
        return heartbeats;
    }

    /** Apart from the leases, which must not wait for it. */
    @Bean(initMethod = "start")
    Periodic cooldownRenewals(Cooldown cooldown, Heartbeats heartbeats, TurnSettings settings) {
        var renewals = new CooldownRenewals(cooldown, heartbeats, settings, ELAPSED);
        return new Periodic("parley-cooldown-renewals", CooldownRenewals.INTERVAL, renewals::renew);
    }

    /** Goes on until after the workers have stopped. */
    @Bean(initMethod = "start")
    Periodic heartbeatRuns(Heartbeats heartbeats, TurnSettings settings) {
        return new Periodic(
                "parley-heartbeats", settings.lease().dividedBy(BEATS_PER_LEASE), heartbeats::beat);
    }

    @Bean
    Answering answering(
            LanguageModel model,
            ObjectProvider<LiveText> liveText,
            TurnSettings settings,
            PromptProperties prompt,
            HandOverProperties handOver,
            ReadingThreads threads,
            MeterRegistry meters) {
        requireTimeFor(model, settings);
        return Answering.with(
                model,
                liveText.getIfAvailable(() -> LiveText.NONE),
                prompt.limits(settings.contextMessages()),
                handOver.modelTimeout(),
                threads,
                meters);
    }

    /**
     * Refuses tries that could not end well: an answer from documents may take two calls.
     *
     * @throws IllegalArgumentException naming the setting
     */
    static void requireTimeFor(LanguageModel model, TurnSettings settings) {
        var calls = model.longestCall().multipliedBy(2);
        if (settings.longestAttempt().compareTo(calls) < 0) {
            throw new IllegalArgumentException(
                    "parley.turn.longest-attempt must be at least two calls of the model, %s, not %s"
                            .formatted(calls, settings.longestAttempt()));
        }
    }

    @Bean
    ExecutorWorker executorWorker(
            ConversationStore store,
            Cooldown cooldown,
            Triggers triggers,
            Answering answering,
            Heartbeats heartbeats,
            RetryBudgetProperties retries,
            TurnSettings settings,
            ObjectProvider<FaultPoints> faultPoints) {
        var faults = faultPoints.getIfAvailable(() -> FaultPoints.NONE);
        return new ExecutorWorker(
                store,
                answering,
                heartbeats,
                new TurnEnding(Stage.EXECUTOR, store, cooldown, triggers, settings, faults),
                new RetryBudget(retries, ELAPSED),
                settings,
                faults,
                ELAPSED);
    }

    @Bean
    Worker executor(Workers workers, ExecutorWorker worker, WorkerProperties properties) {
        return workers.worker(
                Stage.EXECUTOR,
                Set.of(Topic.PLANS),
                new ExecutorHandler(worker, properties.finishWithin()));
    }
}
