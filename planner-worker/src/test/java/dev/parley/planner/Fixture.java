package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Stage;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryCooldown;
import dev.parley.testkit.RecordingEvents;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A planner on fakes, with one organization. */
final class Fixture implements Organizations {
    static final ConversationId ID = new ConversationId("acme", "c-1");
    static final Agent AGENT = new Agent("ann", "Ann", Agent.Level.ORGANIZATION, true, "Be kind.");
    static final Playbook WELCOME =
            new Playbook("hello", "Hello", Playbook.WELCOME, true, "Greet.", null, null);

    static final RetrievalProperties RETRIEVAL =
            new RetrievalProperties(5, Duration.ofSeconds(10), 1, 1, 0.5);

    final FakeSearch search = new FakeSearch();
    final PassageLookup lookup = new PassageLookup(search, RETRIEVAL, new SimpleMeterRegistry());
    final SettableClock clock = new SettableClock();
    final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    final InMemoryCooldown cooldown = new InMemoryCooldown();
    final RecordingTriggers triggers = new RecordingTriggers();
    final RecordingEvents events = new RecordingEvents();
    final TurnSettings settings;
    private final Organizations planned = new PlannedOrganizations();
    final PlannerWorker worker;
    Organization organization = organization(List.of(AGENT), List.of(WELCOME));

    /** Fails every planning while it is there. */
    @Nullable Supplier<? extends Throwable> planningFailure;

    Fixture() {
        this(
                new TurnSettings(
                        Samples.LEASE,
                        Samples.GRACE,
                        Samples.RETRIES,
                        20,
                        500,
                        new Settle(Duration.ZERO, Duration.ofSeconds(10))));
    }

    Fixture(TurnSettings settings) {
        this.settings = settings;
        worker =
                new PlannerWorker(
                        new Intake(store, events, this, settings, FaultPoints.NONE),
                        new TurnClaims(
                                store, cooldown, this, settings, null, FaultPoints.NONE, clock),
                        store,
                        new Planning(
                                planned,
                                lookup,
                                new MessageReading(Samples.READING),
                                RETRIEVAL.background(),
                                clock),
                        triggers,
                        new TurnEnding(
                                Stage.PLANNER,
                                store,
                                cooldown,
                                triggers,
                                settings,
                                FaultPoints.NONE),
                        FaultPoints.NONE);
    }

    /** What the planner meets when it asks for an organization. */
    @Nullable RuntimeException breaksWith;

    static Organization organization(List<Agent> agents, List<Playbook> playbooks) {
        return new Organization("acme", 7, "Acme", agents, playbooks, List.of(), List.of());
    }

    void reopenWithin(Duration window) {
        organization = with(new Policies(null, null, window, null, null, null, null));
    }

    void settle(Duration quiet) {
        organization = with(new Policies(null, null, null, null, null, quiet, null));
    }

    private Organization with(Policies policies) {
        return new Organization(
                organization.id(),
                organization.version(),
                organization.name(),
                organization.agents(),
                organization.playbooks(),
                List.of(),
                List.of(),
                List.of(),
                policies,
                List.of());
    }

    void receive(String messageId, String text) {
        worker.advance(worker.receive(message(messageId, text)));
    }

    InboundMessage message(String messageId, String text) {
        return new InboundMessage(
                ID,
                Samples.PULLED,
                messageId,
                new MessageKey("acme", "rest", messageId),
                Samples.CUSTOMER,
                text,
                null,
                clock.instant());
    }

    Conversation row() {
        return store.find(ID).orElseThrow();
    }

    @Override
    public Optional<Organization> find(String id) {
        if (breaksWith != null) {
            throw breaksWith;
        }
        return Optional.of(organization).filter(found -> found.id().equals(id));
    }

    @Override
    public Collection<Organization> all() {
        return List.of(organization);
    }

    /** What planning sees of the organizations; it fails when a test wants it. */
    private final class PlannedOrganizations implements Organizations {
        @Override
        public Optional<Organization> find(String id) {
            if (planningFailure != null) {
                throw Fixture.<RuntimeException>thrown(planningFailure.get());
            }
            return Fixture.this.find(id);
        }

        @Override
        public Collection<Organization> all() {
            return Fixture.this.all();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T thrown(Throwable failure) throws T {
        throw (T) failure;
    }
}
