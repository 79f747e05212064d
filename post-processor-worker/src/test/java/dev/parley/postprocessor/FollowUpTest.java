package dev.parley.postprocessor;

import static dev.parley.postprocessor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Share;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.RecordingTriggers.Followed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The mark up to which replies were followed up, and the look for those that were not. */
class FollowUpTest {
    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final FollowUpProperties PROPERTIES = bound(Map.of());

    private final Desk desk = new Desk();
    private final PostProcessorWorker worker = desk.worker();
    private final AtomicReference<Share> share = new AtomicReference<>(Share.ALL);
    private final FollowUpScan scan =
            new FollowUpScan(desk.store, desk.triggers, desk.clock, PROPERTIES, share::get);

    @Test
    void replyThatWasFollowedUpIsLeftAlone() throws Exception {
        worker.process(ID, desk.answered("How are you?"));
        desk.marks.flush();
        desk.clock.advance(AFTER.multipliedBy(2));

        assertThat(scan.run()).isZero();
        assertThat(desk.row().followedUp()).isEqualTo(1);
    }

    @Test
    void replyWhoseRecordWasLostIsAnnouncedAgainAfterAWhile() {
        var reply = desk.answered("How are you?");

        assertThat(scan.run()).as("it may be on its way").isZero();
        desk.clock.advance(AFTER.plusMillis(1));
        assertThat(scan.run()).isEqualTo(1);
        assertThat(desk.triggers.replies()).containsExactly(reply);
    }

    @Test
    void replyThatNobodyCanFollowUpIsAnnouncedEverMoreSeldomAndNotForEver() {
        desk.answered("How are you?");
        int announced = 0;
        for (int minute = 0; minute < 2 * 24 * 60; minute++) {
            desk.clock.advance(Duration.ofMinutes(1));
            announced += scan.run();
        }

        assertThat(announced).isBetween(5, 10);
    }

    @Test
    void earlierReplyThatFailedIsFollowedUpThoughANewerOneWas() throws Exception {
        var first = desk.answered("How are you?");
        desk.crashesAt = FaultPoint.AFTER_EVENT;
        assertThatThrownBy(() -> worker.process(ID, first)).isInstanceOf(Desk.Crash.class);
        var second = desk.answered("Goodbye!");
        worker.process(ID, second);
        desk.marks.flush();
        assertThat(desk.row().followedUp()).as("no reply is passed over").isZero();

        desk.clock.advance(AFTER.plusMillis(1));
        scan.run();
        assertThat(desk.triggers.replies()).extracting(Reply::turn).containsExactly(1L, 2L);
        for (var reply : desk.triggers.replies()) {
            worker.process(ID, reply);
        }
        desk.marks.flush();

        assertThat(desk.row().followedUp()).isEqualTo(2);
        desk.clock.advance(AFTER.multipliedBy(4));
        assertThat(scan.run()).isZero();
    }

    @Test
    void retryFollowsUpTheReplyThatFailedAndNotOnlyTheNewest() throws Exception {
        var first = desk.answered("How are you?");
        var second = desk.answered("And you?");
        worker.process(ID, second);
        assertThat(desk.events.kinds()).hasSize(1);

        worker.followUp(ID, FollowUp.RETRY);
        desk.marks.flush();

        assertThat(desk.events.kinds())
                .containsExactly(Events.Kind.ANSWERED, Events.Kind.ANSWERED, Events.Kind.ANSWERED);
        assertThat(desk.row().followedUp()).isEqualTo(second.outSeq());
        assertThat(first.outSeq()).isEqualTo(1);
    }

    @Test
    void replyThatItsTopicRefusesIsFollowedUpFromTheStore() {
        desk.answered("How are you?");
        desk.triggers.refuseReplies(true);
        desk.clock.advance(AFTER.plusMillis(1));

        scan.run();

        assertThat(desk.triggers.followUps()).containsExactly(new Followed(ID, FollowUp.RETRY));
    }

    @Test
    void replyOfAnotherProcessesShareIsLeftToIt() {
        desk.answered("How are you?");
        desk.clock.advance(AFTER.plusMillis(1));
        share.set(new Share(Set.of(), 8));

        assertThat(scan.run()).isZero();
    }

    @Test
    void marksOfOneConversationAreOneWriteAndOutlastAnOutage() throws Exception {
        var writes = new AtomicInteger();
        var marks = new FollowUpMarks(counting(writes));
        for (int i = 0; i < 3; i++) {
            marks.done(ID, desk.answered("How are you?").outSeq());
        }

        desk.store.setReachable(false);
        assertThatThrownBy(marks::flush).isInstanceOf(StoreUnavailableException.class);
        marks.close();
        desk.store.setReachable(true);
        writes.set(0);
        marks.close();
        marks.flush();

        assertThat(writes).hasValue(1);
        assertThat(desk.row().followedUp()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"mark-interval, 0s", "interval, 0s", "after, 500ms", "within, 5m", "limit, 0"})
    void wrongValueIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("parley.follow-up." + key, value)))
                .rootCause()
                .hasMessageContaining("parley.follow-up." + key);
    }

    private ConversationStore counting(AtomicInteger writes) {
        return new DelegatingStore(desk.store) {
            @Override
            public <O> List<O> applyAll(List<? extends Step<O>> steps) {
                writes.addAndGet(steps.size());
                return super.applyAll(steps);
            }
        };
    }

    private static FollowUpProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("parley.follow-up", Bindable.of(FollowUpProperties.class));
    }
}
