package dev.parley.planner;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.document.PassageSearch;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.kafka.RunningInstance;
import dev.parley.kafka.Worker;
import dev.parley.kafka.Workers;
import dev.parley.planner.kafka.PlannerHandler;
import dev.parley.runtime.Periodic;
import dev.parley.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    SweepProperties.class,
    BacklogProperties.class,
    RetrievalProperties.class
})
class PlannerConfiguration {
    @Bean
    PlannerWorker plannerWorker(
            ConversationStore store,
            Cooldown cooldown,
            Events events,
            Triggers triggers,
            Organizations organizations,
            PassageLookup lookup,
            RetrievalProperties retrieval,
            ReadingThreads threads,
            TurnSettings settings,
            RunningInstance instance,
            ObjectProvider<FaultPoints> faultPoints,
            InstantSource clock) {
        var faults = faultPoints.getIfAvailable(() -> FaultPoints.NONE);
        return new PlannerWorker(
                new Intake(store, events, organizations, settings, faults),
                new TurnClaims(
                        store,
                        cooldown,
                        organizations,
                        settings,
                        instance.lease().name(),
                        faults,
                        clock),
                store,
                new Planning(
                        organizations,
                        lookup,
                        new MessageReading(threads),
                        retrieval.background(),
                        clock),
                triggers,
                new TurnEnding(Stage.PLANNER, store, cooldown, triggers, settings, faults),
                faults);
    }

    @Bean
    PassageLookup passageLookup(
            ObjectProvider<PassageSearch> search,
            RetrievalProperties properties,
            MeterRegistry meters) {
        return new PassageLookup(search.getIfAvailable(), properties, meters);
    }

    @Bean
    Worker planner(Workers workers, PlannerWorker worker, Organizations organizations) {
        return workers.worker(
                Stage.PLANNER,
                Set.of(Topic.INBOUND, Topic.WAKEUPS),
                new PlannerHandler(worker, organizations));
    }

    @Bean(initMethod = "start")
    @ConditionalOnProperty(name = "parley.sweep.enabled", matchIfMissing = true)
    Periodic sweepRuns(
            ConversationStore store,
            Triggers triggers,
            InstantSource clock,
            TurnSettings settings,
            SweepProperties properties,
            @Qualifier("planner") Worker planner,
            MeterRegistry meters) {
        var sweep =
                new Sweep(
                        store,
                        triggers,
                        clock,
                        new AbandonedTurns(store, clock, steadiness(settings, properties)),
                        properties,
                        settings.horizon(),
                        () -> planner.share(Topic.WAKEUPS));
        var woken = meters.counter("parley.sweep.woken");
        var otherClocks = meters.counter("parley.sweep.other.clocks");
        return new Periodic(
                "parley-sweep",
                properties.interval(),
                () -> {
                    var run = sweep.run();
                    woken.increment(run.woken());
                    otherClocks.increment(run.otherClocks());
                });
    }

    @Bean(initMethod = "start")
    Periodic openWorkLooks(
            ConversationStore store,
            DeadLetters letters,
            InstantSource clock,
            BacklogProperties properties,
            MeterRegistry meters) {
        var work = new OpenWork(store, letters, clock, meters);
        return new Periodic("parley-open-work", properties.interval(), work::measure);
    }

    /** How long a sweep must have gone on before it takes anybody for dead. */
    private static Duration steadiness(TurnSettings settings, SweepProperties properties) {
        var someRuns = properties.interval().multipliedBy(3);
        var lease = settings.instanceLease();
        return lease.compareTo(someRuns) > 0 ? lease : someRuns;
    }
}
