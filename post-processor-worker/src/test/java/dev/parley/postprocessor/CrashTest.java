package dev.parley.postprocessor;

import static dev.parley.postprocessor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Status;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.testkit.Invariants;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies between two steps, and another gets the same record again: no step is lost, none
 * is done twice, and whatever was stored is announced.
 */
class CrashTest {
    private final Desk desk = new Desk();

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"AFTER_EVENT", "AFTER_RESOLVE", "AFTER_TITLE"})
    void crashWhileAConversationEndsLosesNoStep(FaultPoint point) throws Exception {
        desk.answered("The parcel arrived damaged");
        var reply = desk.answered("Bye");
        crash(point, () -> desk.worker().process(ID, reply));

        desk.worker().process(ID, reply);

        assertThat(desk.row().status()).isEqualTo(Status.RESOLVED);
        assertThat(desk.row().profile().title()).isEqualTo("Parcel arrived damaged");
        assertThat(desk.events.kinds())
                .contains(Events.Kind.ANSWERED, Events.Kind.RESOLVED, Events.Kind.TITLED);
        Invariants.check(desk.store, ID);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"AFTER_EVENT", "AFTER_ESCALATE", "AFTER_TITLE"})
    void crashWhileAConversationEscalatesLosesNoStep(FaultPoint point) throws Exception {
        desk.answered("The parcel arrived damaged");
        var reply = desk.answered("This is ridiculous!");
        crash(point, () -> desk.worker().process(ID, reply));

        desk.worker().process(ID, reply);

        assertThat(desk.row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(desk.replies()).hasSize(3);
        assertThat(desk.triggers.replies()).isNotEmpty().containsOnly(desk.replies().getLast());
        assertThat(desk.row().profile().title()).isEqualTo("Parcel arrived damaged");
        Invariants.check(desk.store, ID);
    }

    @Test
    void crashAfterAReminderWasStoredDoesNotLoseItsAnnouncement() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(Duration.ofHours(12));
        crash(FaultPoint.AFTER_REMIND, () -> desk.worker().followUp(ID, FollowUp.IDLE));
        assertThat(desk.triggers.replies()).isEmpty();

        desk.worker().followUp(ID, FollowUp.IDLE);

        assertThat(desk.replies()).hasSize(2);
        assertThat(desk.triggers.replies()).isEqualTo(List.of(desk.replies().getLast()));
    }

    @Test
    void crashAfterAClosingWasStoredDoesNotLoseItsAnnouncement() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(Duration.ofHours(24));
        crash(FaultPoint.AFTER_CLOSE, () -> desk.worker().followUp(ID, FollowUp.IDLE));
        assertThat(desk.triggers.replies()).isEmpty();

        desk.worker().followUp(ID, FollowUp.IDLE);

        assertThat(desk.replies()).hasSize(2);
        assertThat(desk.triggers.replies()).isEqualTo(List.of(desk.replies().getLast()));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void crash(FaultPoint point, Work work) {
        desk.crashesAt = point;
        assertThatThrownBy(work::run).isInstanceOf(Desk.Crash.class).hasMessage(point.name());
    }
}
