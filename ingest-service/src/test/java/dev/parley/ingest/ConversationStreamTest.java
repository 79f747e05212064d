package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import dev.parley.conversation.LiveText.Piece;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConversationStreamTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");
    private static final ConversationId OTHER = new ConversationId("globex", "c1");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InMemoryConversationStore store = new InMemoryConversationStore();
    private final ConversationChanges changes = new ConversationChanges();
    private final InMemoryLiveText text = new InMemoryLiveText();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Nobody looks by itself in time: only what wakes it can. */
    private final ConversationStreams streams = streams(MINUTE);

    @AfterEach
    void everythingIsFreed() {
        streams.close();
        assertThat(streams.open()).isZero();
        assertThat(changes.watching()).isZero();
        assertThat(text.listeners(ID)).isZero();
    }

    @Test
    void newStreamTellsTheStandingAndThenWhatIsNew() throws Exception {
        answered("m1");
        var stream = streams.open(ID, null);
        assertThat(told(stream.next(SHORT))).containsExactly("OPEN");

        answered("m2");
        changes.changed(ID);

        assertThat(told(stream.next(LONG))).containsExactly("answer of turn 2");
        assertThat(stream.next(SHORT)).isEmpty();
    }

    @Test
    void conversationThatIsNotStoredYetIsSeenFromItsBeginning() throws Exception {
        var stream = streams.open(ID, null);
        assertThat(stream.next(SHORT)).isEmpty();
        answered("m1");
        changes.changed(ID);
        assertThat(told(stream.next(LONG))).containsExactly("answer of turn 1", "OPEN");
    }

    @Test
    void clientThatComesBackMissesNothingAndSeesNothingTwice() throws Exception {
        answered("m1");
        var first = streams.open(ID, StreamPosition.START);
        var seen = position(first.next(LONG).getFirst());
        first.close();
        // Nobody is told of these: their records came while nobody looked on.
        answered("m2");
        answered("m3");

        var second = streams(MINUTE).open(ID, seen);

        assertThat(told(second.next(SHORT)))
                .containsExactly("answer of turn 2", "answer of turn 3", "OPEN");
        assertThat(second.next(SHORT)).isEmpty();
        second.close();
    }

    @Test
    void standingThatTheClientKnowsIsNotToldAgain() throws Exception {
        answered("m1");
        var first = streams.open(ID, null);
        var seen = position(first.next(LONG).getLast());
        first.close();
        // The row changes and becomes visibly the same again.
        answered("m2");
        assertThat(told(streams.open(ID, seen).next(SHORT))).containsExactly("answer of turn 2");
        store.apply(Samples.takeOver(ID));
        assertThat(told(streams.open(ID, seen).next(SHORT)))
                .containsExactly("answer of turn 2", "PENDING_HUMAN");
    }

    @Test
    void longAbsenceIsMadeUpForInOrder() throws Exception {
        var expected = new ArrayList<String>();
        for (int i = 1; i <= 55; i++) {
            answered("m" + i);
            expected.add("answer of turn " + i);
        }
        expected.add("OPEN");
        var stream = streams.open(ID, StreamPosition.START);
        var all = new ArrayList<String>();
        while (all.size() < expected.size()) {
            var some = stream.next(LONG);
            assertThat(some).hasSizeLessThanOrEqualTo(21);
            all.addAll(told(some));
        }
        assertThat(all).isEqualTo(expected);
        assertThat(stream.next(SHORT)).isEmpty();
    }

    @Test
    void changeNobodySawIsFoundByLooking() throws Exception {
        var looking = streams(Duration.ofMillis(10));
        try (var stream = looking.open(ID, null)) {
            answered("m1");
            assertThat(stream.next(LONG)).isNotEmpty();
        }
    }

    @Test
    void changeIsToldAtOnceToThoseWhoWait() throws Exception {
        var stream = streams.open(ID, null);
        var next = later(stream);
        answered("m1");
        changes.changed(ID);
        assertThat(next.get(5, TimeUnit.SECONDS)).isNotEmpty();
    }

    @Test
    void textIsAPreviewOfTheTurnThatRuns() throws Exception {
        var stream = streams.open(ID, null);
        var fence = begun("m1");
        text.publish(new Piece(ID, 1, 1, 0, "ans"));
        text.publish(new Piece(ID, 1, 2, 0, "other"));
        text.publish(new Piece(ID, 1, 1, 3, "wer")); // an attempt that has been given up
        assertThat(told(stream.next(LONG))).containsExactly("1/1 0 ans", "1/2 0 other");

        store.apply(Samples.commit(ID, fence));
        changes.changed(ID);
        assertThat(told(stream.next(LONG))).contains("answer of turn 1");

        text.publish(new Piece(ID, 1, 2, 5, "late"));
        text.publish(new Piece(ID, 2, 1, 0, "next"));
        assertThat(told(stream.next(LONG))).containsExactly("2/1 0 next");
    }

    @Test
    void neighboursAreNeitherSeenNorAReasonToLook() throws Exception {
        var stream = streams.open(ID, null);
        store.apply(Samples.append(OTHER, "m1"));
        text.publish(new Piece(OTHER, 1, 1, 0, "secret"));
        text.publish(new Piece(new ConversationId("acme", "c2"), 1, 1, 0, "secret"));
        changes.changed(OTHER);
        assertThat(stream.next(SHORT)).isEmpty();
    }

    @Test
    void slowClientIsCutOffAndFreed() throws Exception {
        var stream = streams.open(ID, null);
        for (int i = 0; i <= ConversationStream.MOST_PIECES; i++) {
            assertThat(stream.isOver()).isFalse();
            text.publish(new Piece(ID, 1, 1, i, "x"));
        }
        assertThat(stream.ended()).isEqualTo(ConversationStream.End.SLOW);
        assertThat(stream.next(LONG)).isEmpty();
        assertThat(streams.open()).isZero();
        assertThat(text.listeners(ID)).isZero();
        assertThat(meters.counter("parley.streams.ended", "reason", "slow").count()).isEqualTo(1);
    }

    @Test
    void stopEndsThoseWhoWaitAtOnce() throws Exception {
        var stream = streams.open(ID, null);
        var next = later(stream);
        streams.stop();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(stream.isOver()).isTrue();
        assertThat(streams.open(ID, null).isOver()).isTrue();
        streams.start();
        assertThat(streams.open(ID, null).isOver()).isFalse();
    }

    @Test
    void noMoreThanTheLimitsMayLookOn() {
        var one = streams.open(ID, null);
        streams.open(new ConversationId("acme", "c2"), null);
        assertThatThrownBy(() -> streams.open(ID, null))
                .isInstanceOfSatisfying(
                        TooManyStreamsException.class,
                        e -> assertThat(e.isOfOrganization()).isTrue());
        streams.open(OTHER, null);
        assertThatThrownBy(() -> streams.open(new ConversationId("initech", "c1"), null))
                .isInstanceOfSatisfying(
                        TooManyStreamsException.class,
                        e -> assertThat(e.isOfOrganization()).isFalse());

        one.close();
        one.close();

        streams.open(ID, null);
        assertThatThrownBy(() -> streams.open(ID, null))
                .isInstanceOf(TooManyStreamsException.class);
    }

    @Test
    void outageOfTheStoreIsWaitedOut() throws Exception {
        var looking = streams(Duration.ofMillis(10));
        try (var stream = looking.open(ID, null)) {
            store.setReachable(false);
            assertThat(stream.next(SHORT)).isEmpty();
            assertThat(stream.isOver()).isFalse();
            store.setReachable(true);
            answered("m1");
            assertThat(stream.next(LONG)).isNotEmpty();
        }
    }

    @Test
    void outageAtTheBeginningIsReportedAndTakesNoPlace() {
        store.setReachable(false);
        assertThatThrownBy(() -> streams.open(ID, null))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(streams.open()).isZero();
    }

    private ConversationStreams streams(Duration poll) {
        return new ConversationStreams(
                store, changes, text, new StreamProperties(3, 2, MINUTE, poll), 2, meters);
    }

    private Future<List<StreamEvent>> later(ConversationStream stream) {
        var next = new FutureTask<>(() -> stream.next(LONG));
        Thread.startVirtualThread(next);
        return next;
    }

    private void answered(String message) {
        store.apply(Samples.commit(ID, begun(message)));
    }

    private Fence begun(String message) {
        store.apply(Samples.append(ID, message));
        long seq = store.find(ID).orElseThrow().progress().lastSeq();
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(ID, seq));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(ID, claimed.turn()));
        return begun.turn().fence();
    }

    private static List<String> told(List<StreamEvent> events) {
        return events.stream().map(ConversationStreamTest::told).toList();
    }

    private static String told(StreamEvent event) {
        return switch (event) {
            case StreamEvent.Replied(var message, var _, var _) -> message.text();
            case StreamEvent.StandingChanged(var row, var _) ->
                    row.status() + (row.needsProcessing() ? " behind" : "");
            case StreamEvent.Written(var piece) ->
                    "%d/%d %d %s"
                            .formatted(piece.turn(), piece.attempt(), piece.index(), piece.text());
        };
    }

    private static @Nullable StreamPosition position(StreamEvent event) {
        return switch (event) {
            case StreamEvent.Replied(var _, var _, var position) -> position;
            case StreamEvent.StandingChanged(var _, var position) -> position;
            case StreamEvent.Written _ -> null;
        };
    }
}
