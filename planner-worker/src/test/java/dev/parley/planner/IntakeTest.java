package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Fixture fixture = new Fixture();
    private final Counting store = new Counting(fixture);
    private final Intake intake =
            new Intake(store, fixture.events, fixture, fixture.settings, FaultPoints.NONE);

    /** Counts the steps that are taken. */
    private static final class Counting extends DelegatingStore {
        private int steps;

        Counting(Fixture fixture) {
            super(fixture.store);
        }

        @Override
        public <O> O apply(Step<O> step) {
            steps++;
            return super.apply(step);
        }
    }

    @Test
    void messageCostsTheSameHoweverManyConversationsHaveEndedBefore() {
        fixture.reopenWithin(Duration.ZERO);
        int most = 0;
        var id = Fixture.ID;
        for (int ends = 0; ends < 365; ends++) {
            most = Math.max(most, stepsOf("first-" + ends));
            most = Math.max(most, stepsOf("second-" + ends));
            end(id);
            assertThat(fixture.store.find(id).orElseThrow().status()).isEqualTo(Status.RESOLVED);
            id = id.successor();
        }

        assertThat(most).isLessThanOrEqualTo(4);
        assertThat(intake.store(fixture.message("last", "hello")).row().id())
                .isEqualTo(new ConversationId("acme", "c-1~366"));
    }

    @Test
    void wayThatWasLostIsFoundAndNotedAgain() {
        fixture.reopenWithin(Duration.ofDays(3_650));
        var id = Fixture.ID;
        for (int ends = 0; ends < 5; ends++) {
            fixture.store.apply(Samples.append(id, "old-" + ends));
            end(id);
            id = id.successor();
        }
        fixture.reopenWithin(Duration.ZERO);

        assertThat(stepsOf("m1")).as("all five, the new one, the note").isEqualTo(7);
        assertThat(stepsOf("m2")).isEqualTo(2);
    }

    @Test
    void eachReopeningIsAnEventOfItsOwn() {
        fixture.reopenWithin(Duration.ofDays(3_650));
        intake.store(fixture.message("m1", "hello"));
        for (var message : List.of("m2", "m3")) {
            end(Fixture.ID);
            intake.store(fixture.message(message, "hello again"));
        }

        assertThat(fixture.events.kinds())
                .containsExactly(Events.Kind.OPENED, Events.Kind.REOPENED, Events.Kind.REOPENED);
        assertThat(fixture.events.ids()).doesNotHaveDuplicates();
    }

    private int stepsOf(String messageId) {
        int before = store.steps;
        intake.store(fixture.message(messageId, "hello"));
        return store.steps - before;
    }

    private void end(ConversationId id) {
        var claimed = (Claim.Outcome.Claimed) fixture.store.apply(Samples.wakeup(id));
        var begun = (Begin.Outcome.Begun) fixture.store.apply(Samples.begin(id, claimed.turn()));
        fixture.store.apply(Samples.commit(id, begun.turn().fence()));
        fixture.store.apply(Samples.resolve(id, claimed.turn().number()));
    }
}
