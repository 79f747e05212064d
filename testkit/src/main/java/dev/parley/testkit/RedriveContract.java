package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Discard;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.Redrive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Step 11. */
interface RedriveContract extends StoreFixture {
    @Test
    default void redrivenTurnIsAnsweredBelowTheWatermark() {
        append(CHAT, "m1");
        var apology = park();
        long watermark = row(CHAT).progress().answeredThrough();

        var redriven = (Redrive.Outcome.Redriven) store().apply(Samples.redrive(CHAT, 1));

        assertThat(redriven.turn().number()).isEqualTo(2);
        assertThat(redriven.turn().isLapsed(now())).isTrue();
        assertThat(row(CHAT)).isEqualTo(redriven.row());
        assertThat(row(CHAT).status()).isEqualTo(Status.OPEN);
        assertThat(row(CHAT).dueAt()).isEqualTo(now());
        assertThat(kinds()).containsExactly(Tuple.tuple(1L, Disposition.Kind.PARKED));
        Invariants.check(store(), CHAT);

        var answer = answer(CHAT).reply();

        assertThat(store().replies(CHAT, 0, 10)).containsExactly(apology, answer);
        assertThat(kinds()).containsExactly(Tuple.tuple(2L, Disposition.Kind.ANSWERED));
        assertThat(row(CHAT).progress().answeredThrough()).isEqualTo(watermark);
        assertThat(row(CHAT).dueAt()).isNull();
        Invariants.check(store(), CHAT);
    }

    @Test
    default void redrivenTurnSeesWhatCameBeforeItsMessagesAndNothingLater() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        park();
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m3");
        answer(CHAT);
        store().apply(Samples.redrive(CHAT, 2));

        var claimed = claim(CHAT);
        var begun = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, claimed.turn()));

        assertThat(claimed.unanswered()).extracting(Message::id).containsExactly("m2");
        assertThat(begun.messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void redriveAskedAgainFindsItsTurnOrNothingParked() {
        append(CHAT, "m1");
        park();
        store().apply(Samples.redrive(CHAT, 1));
        var before = row(CHAT);

        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isInstanceOf(Redrive.Outcome.UnderWay.class);
        assertThat(row(CHAT)).isEqualTo(before);

        answer(CHAT);
        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isEqualTo(new Redrive.Outcome.NotParked());
        assertThat(store().replies(CHAT, 0, 10)).hasSize(2);
    }

    @Test
    default void redrivenTurnThatFailsAgainIsParkedByTheNewTurn() {
        append(CHAT, "m1");
        park();
        store().apply(Samples.redrive(CHAT, 1));

        park();

        assertThat(kinds()).containsExactly(Tuple.tuple(2L, Disposition.Kind.PARKED));
        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isEqualTo(new Redrive.Outcome.NotParked());
        assertThat(store().apply(Samples.redrive(CHAT, 2)))
                .isInstanceOf(Redrive.Outcome.Redriven.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void redriveWaitsForTheOpenTurn() {
        append(CHAT, "m1");
        park();
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m2");
        begin(CHAT);

        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isInstanceOf(Redrive.Outcome.Busy.class);
    }

    @Test
    default void redriveNeverTakesAConversationFromAPerson() {
        append(CHAT, "m1");
        park();
        store().apply(Samples.takeOver(CHAT));

        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isInstanceOf(Redrive.Outcome.NotOurs.class);

        store().apply(new GiveBack(CHAT));
        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isInstanceOf(Redrive.Outcome.Redriven.class);
    }

    @Test
    default void takeoverOfARedriveLeavesItsMessagesParked() {
        append(CHAT, "m1");
        park();
        store().apply(Samples.redrive(CHAT, 1));
        var running = begin(CHAT).turn();

        store().apply(Samples.takeOver(CHAT));

        assertThat(store().apply(Samples.commit(CHAT, running.fence())))
                .isEqualTo(new Commit.Outcome.Fenced());
        assertThat(kinds()).containsExactly(Tuple.tuple(1L, Disposition.Kind.PARKED));
        Invariants.check(store(), CHAT);
        store().apply(new GiveBack(CHAT));
        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isInstanceOf(Redrive.Outcome.Redriven.class);
    }

    @Test
    default void redrivesGoInTheConversationsOrder() {
        append(CHAT, "m1");
        park();
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m2");
        park();

        assertThat(store().apply(Samples.redrive(CHAT, 2)))
                .isEqualTo(new Redrive.Outcome.Earlier(1));

        store().apply(Samples.discard(CHAT, 1));
        assertThat(store().apply(Samples.redrive(CHAT, 2)))
                .isInstanceOf(Redrive.Outcome.Redriven.class);
    }

    @Test
    default void staleMessagesAreRedrivenByForceAlone() {
        append(CHAT, "m1");
        var stored = now();
        park();
        advance(Duration.ofHours(2));
        var within = Duration.ofHours(1);

        assertThat(store().apply(new Redrive(CHAT, 1, within, false, Samples.GRACE)))
                .isEqualTo(new Redrive.Outcome.Stale(stored, within));
        assertThat(store().apply(new Redrive(CHAT, 1, within, true, Samples.GRACE)))
                .isInstanceOf(Redrive.Outcome.Redriven.class);
    }

    @Test
    default void messagesBehindARedriveAreAnsweredAfterIt() {
        append(CHAT, "m1");
        park();
        store().apply(new GiveBack(CHAT));
        append(CHAT, "m2");
        var since = Objects.requireNonNull(row(CHAT).timeline().waitingSince());
        advance(Duration.ofSeconds(1));
        store().apply(Samples.redrive(CHAT, 1));

        answer(CHAT);

        assertThat(row(CHAT).needsProcessing()).isTrue();
        assertThat(row(CHAT).timeline().waitingSince()).isEqualTo(since);
        Invariants.check(store(), CHAT);
        answer(CHAT);
        assertThat(kinds())
                .containsExactly(
                        Tuple.tuple(2L, Disposition.Kind.ANSWERED),
                        Tuple.tuple(3L, Disposition.Kind.ANSWERED));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void redriveThatHangsWaitsUntilItEnds() {
        append(CHAT, "m1");
        park();
        assertThat(store().waiting(null, now(), 10)).isEmpty();
        advance(Duration.ofHours(2));
        store().apply(Samples.redrive(CHAT, 1));
        var since = now();
        advance(Duration.ofHours(1));

        assertThat(store().waiting(null, since, 10)).containsExactly(row(CHAT));

        answer(CHAT);
        assertThat(store().waiting(null, now(), 10)).isEmpty();
    }

    @Test
    default void redriveThatHandsOverMakesTheMessagesAPersons() {
        append(CHAT, "m1");
        park();
        store().apply(Samples.redrive(CHAT, 1));

        store().apply(Samples.handOver(CHAT, begin(CHAT).turn().fence()));

        assertThat(kinds()).containsExactly(Tuple.tuple(2L, Disposition.Kind.HUMAN));
        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void redriveOfWhatWasNeverParkedChangesNothing() {
        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isEqualTo(new Redrive.Outcome.NotParked());
        append(CHAT, "m1");
        answer(CHAT);
        var before = row(CHAT);

        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isEqualTo(new Redrive.Outcome.NotParked());
        assertThat(store().apply(Samples.discard(CHAT, 1)))
                .isEqualTo(new Discard.Outcome.NotParked());
        assertThat(row(CHAT)).isEqualTo(before);
    }

    @Test
    default void discardedMessagesAreIgnoredAndSaySo() {
        append(CHAT, "m1");
        park();

        assertThat(store().apply(Samples.discard(CHAT, 1)))
                .isInstanceOf(Discard.Outcome.Discarded.class);

        assertThat(store().dispositions(CHAT, 10))
                .extracting(Disposition::kind, Disposition::reason)
                .containsExactly(Tuple.tuple(Disposition.Kind.IGNORED, "discarded by operator-1"));
        assertThat(store().apply(Samples.discard(CHAT, 1)))
                .isEqualTo(new Discard.Outcome.NotParked());
        assertThat(store().apply(Samples.redrive(CHAT, 1)))
                .isEqualTo(new Redrive.Outcome.NotParked());
        Invariants.check(store(), CHAT);
    }

    @Test
    default void redriveUnderWayIsNotDiscarded() {
        append(CHAT, "m1");
        park();
        store().apply(Samples.redrive(CHAT, 1));

        assertThat(store().apply(Samples.discard(CHAT, 1)))
                .isInstanceOf(Discard.Outcome.UnderWay.class);
        assertThat(kinds()).containsExactly(Tuple.tuple(1L, Disposition.Kind.PARKED));
    }

    @Test
    default void beginOfAParkedTurnTellsWhatIsParkedAsLongAsItIs() {
        append(CHAT, "m1");
        park();

        var over = (Begin.Outcome.Over) store().apply(Samples.begin(CHAT, 1, 1));
        assertThat(Objects.requireNonNull(over.parked()).reason()).isEqualTo("model timed out");
        assertThat(store().parked(CHAT)).containsExactly(over.parked());
        assertThat(store().parked(SAME_CHAT_ELSEWHERE)).isEmpty();

        store().apply(Samples.discard(CHAT, 1));
        over = (Begin.Outcome.Over) store().apply(Samples.begin(CHAT, 1, 1));
        assertThat(over.parked()).isNull();
        assertThat(Objects.requireNonNull(over.reply()).kind()).isEqualTo(Reply.Kind.APOLOGY);
    }

    @Test
    default void waitingConversationsAreFoundLongestFirst() {
        append(CHAT, "m1");
        Instant first = now();
        advance(Duration.ofSeconds(1));
        append(OTHER_CHAT, "m2");
        append(SAME_CHAT_ELSEWHERE, "m1");
        Instant second = now();
        advance(Duration.ofSeconds(1));

        assertThat(store().waiting(null, first, 10))
                .extracting(row -> row.id())
                .containsExactly(CHAT);
        assertThat(store().waiting("acme", second, 10))
                .extracting(row -> row.id())
                .containsExactly(CHAT, OTHER_CHAT);
        assertThat(store().waiting(null, second, 1)).hasSize(1);
        assertThat(store().waiting(null, second, 10)).hasSize(3);

        answer(CHAT);
        assertThat(store().waiting("acme", now(), 10))
                .extracting(row -> row.id())
                .containsExactly(OTHER_CHAT);
    }

    private List<Tuple> kinds() {
        return store().dispositions(CHAT, 10).stream()
                .map(disposition ->
                        Tuple.tuple(Objects.requireNonNull(disposition.turn()), disposition.kind()))
                .toList();
    }

    /** Claims a turn of the chat, or takes the open one up, and parks it. */
    private Reply park() {
        var fence = begin(CHAT).turn().fence();
        var parked =
                (Fail.Outcome.Parked)
                        store().apply(Samples.fail(CHAT, fence, new Fail.Next.Never()));
        return parked.reply();
    }
}
