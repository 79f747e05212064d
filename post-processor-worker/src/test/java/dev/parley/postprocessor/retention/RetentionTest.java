package dev.parley.postprocessor.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.Status;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Erase;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryDeadLetters;
import dev.parley.testkit.RecordingEvents;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest implements Organizations {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration UNDECIDED = Duration.ofDays(90);

    private final SettableClock clock = new SettableClock();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    private final RecordingEvents events = new RecordingEvents();
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters(clock, store);
    private final Retention retention = retention(store);

    private Retention retention(ConversationStore on) {
        return new Retention(
                on,
                letters,
                this,
                events,
                clock,
                new RetentionProperties(true, Duration.ofMinutes(10), 10, KEPT, UNDECIDED));
    }

    @Test
    void conversationIsErasedOnceItsRetentionIsOverAndNotBefore() {
        var ended = ended("acme", "c1");
        var open = new ConversationId("acme", "c2");
        store.apply(Samples.append(open, "m-c2"));
        clock.advance(KEPT);

        assertThat(retention.run()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(retention.run()).isEqualTo(1);
        assertThat(retention.run()).isZero();

        assertThat(store.find(ended).orElseThrow().status()).isEqualTo(Status.ERASED);
        assertThat(store.messages(ended, 0, 10)).isEmpty();
        assertThat(store.messages(open, 0, 10)).hasSize(1);
        assertThat(events.kinds()).containsExactly(Events.Kind.ERASED);
    }

    @Test
    void organizationWithoutARetentionKeepsEverything() {
        var ended = ended("globex", "c1");
        clock.advance(Duration.ofDays(4_000));

        assertThat(retention.run()).isZero();
        assertThat(store.messages(ended, 0, 10)).isNotEmpty();
    }

    @Test
    void whoeverWritesAtThatMomentWins() {
        var ended = ended("acme", "c1");
        clock.advance(KEPT.plusMillis(1));
        var racing =
                new DelegatingStore(store) {
                    @Override
                    public List<Conversation> ended(
                            String organization, Instant before, int limit) {
                        var found = super.ended(organization, before, limit);
                        store.apply(Samples.append(ended, "just-now"));
                        return found;
                    }
                };

        assertThat(retention(racing).run()).isZero();

        assertThat(store.find(ended).orElseThrow().status()).isEqualTo(Status.OPEN);
        assertThat(store.messages(ended, 0, 10)).hasSize(3);
        assertThat(events.kinds()).isEmpty();
    }

    @Test
    void erasureThatWasCutShortIsFinished() {
        var id = new ConversationId("globex", "c1");
        store.apply(Samples.append(id, "m1"));
        store.apply(new Erase(id));
        assertThat(store.unpurged(10)).containsExactly(id);

        retention.run();

        assertThat(store.unpurged(10)).isEmpty();
    }

    @Test
    void decidedLettersAreForgottenInTime() {
        var letter = unreadable();
        letters.decide(letter.id(), DeadLetterState.DISCARDED, "ops");
        clock.advance(KEPT);
        retention.run();
        assertThat(letters.find(null, letter.id())).isPresent();

        clock.advance(Duration.ofMillis(1));
        retention.run();

        assertThat(letters.find(null, letter.id())).isEmpty();
    }

    @Test
    void unreadableLettersThatNobodyDecidesAboutAreForgottenAtLast() {
        var letter = unreadable();
        clock.advance(UNDECIDED);
        assertThat(retention.forgetUndecided()).isZero();
        retention.run();
        assertThat(letters.find(null, letter.id())).isPresent();

        clock.advance(Duration.ofMillis(1));

        assertThat(retention.forgetUndecided()).isEqualTo(1);
        assertThat(letters.find(null, letter.id())).isEmpty();
    }

    @Test
    void whatIsForgottenUndecidedIsCounted() {
        var meters = new SimpleMeterRegistry();
        var often = new RetentionProperties(true, Duration.ofMillis(10), 10, KEPT, UNDECIDED);
        unreadable();
        clock.advance(UNDECIDED.plusMillis(1));
        try (var runs =
                new RetentionConfiguration()
                        .retentionRuns(store, letters, this, events, clock, often, meters)) {
            runs.start();
            await().until(() -> meters.counter("parley.retention.undecided").count() == 1);
        }
    }

    private DeadLetter unreadable() {
        var letter =
                DeadLetter.open(
                        null,
                        null,
                        "planner",
                        "no Avro",
                        clock.instant(),
                        new GivenUpRecord("t", 0, 1, clock.instant(), null, null, List.of()));
        letters.keep(letter);
        return letter;
    }

    private ConversationId ended(String organization, String conversation) {
        var id = new ConversationId(organization, conversation);
        store.apply(Samples.append(id, "m-" + conversation));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(id, 1));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        store.apply(Samples.commit(id, begun.turn().fence()));
        store.apply(Samples.resolve(id, 1));
        return id;
    }

    @Override
    public Optional<Organization> find(String organization) {
        return all().stream().filter(found -> found.id().equals(organization)).findFirst();
    }

    @Override
    public Collection<Organization> all() {
        return List.of(
                organization("acme", new Policies(null, null, null, KEPT, null, null, null)),
                organization("globex", Policies.NONE));
    }

    private static Organization organization(String id, Policies policies) {
        return new Organization(
                id, 1, id, List.of(), List.of(), List.of(), List.of(), List.of(), policies,
                List.of());
    }
}
