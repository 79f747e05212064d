package dev.parley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.standalone.StandaloneSettings;
import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the protections of a running Parley away, one at a time: what each is there for fails then,
 * by name, and holds in a run that differs in nothing else.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NegativeControlsIT {
    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SHOP = "shop";

    @SuppressWarnings("NullAway.Init") // started before the first test
    private Faulty faulty;

    @BeforeAll
    void start(@TempDir Path data) {
        faulty =
                Faulty.start(
                        StandaloneSettings.onFreePorts(data)
                                .withModelLatency(LATENCY)
                                .withProperties(
                                        Map.of(
                                                "parley.turn.lease", "2s",
                                                "parley.turn.planned-lease", "2s",
                                                "parley.turn.grace", GRACE.toMillis() + "ms",
                                                "parley.sweep.interval", "200ms",
                                                "parley.sweep.patience", "1s")));
        faulty.parley().client().createOrganization(SHOP);
    }

    @AfterAll
    void stop() {
        faulty.close();
    }

    @AfterEach
    void stepBack() {
        faulty.injection().use(Intervention.NONE);
    }

    @Test
    void withoutTheWakeupAfterACommitTheSecondMessageWaitsForTheSweep() throws Exception {
        var bound =
                LATENCY.plusMillis(500)
                        .plusSeconds(3); // far from what waiting for the grace would cost
        var with = secondMessages(new SecondMessages(faulty.parley().client(), "woken", LATENCY));
        var without =
                secondMessages(
                        new SecondMessages(faulty.parley().client(), "unwoken", LATENCY, false));
        System.out.println(
                "wakeup after commit: gaps with it "
                        + gaps(with)
                        + ", without it "
                        + gaps(without));

        Checks.secondMessagesAreAnsweredPromptly(with, bound);
        assertThatThrownBy(() -> Checks.secondMessagesAreAnsweredPromptly(without, bound))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("second messages answered late");
        assertThat(without)
                .allSatisfy(outcome -> assertThat(outcome.gap()).isGreaterThanOrEqualTo(GRACE));
    }

    private List<SecondMessages.Outcome> secondMessages(SecondMessages messages) throws Exception {
        faulty.injection().use(messages);
        return messages.play(5, 1, new Random(1));
    }

    private static List<Long> gaps(List<SecondMessages.Outcome> outcomes) {
        return outcomes.stream().map(outcome -> outcome.gap().toMillis()).toList();
    }

    @Test
    void unconditionalReleaseTakesTheLockOfTheNextTurn() throws Exception {
        var owner =
                new LockRace(faulty, new ConversationId(SHOP, "lock"), false)
                        .holderAfterFirstTurn();
        var nobody =
                new LockRace(faulty, new ConversationId(SHOP, "lost-lock"), true)
                        .holderAfterFirstTurn();
        System.out.println(
                "lock of turn 2 at the end of turn 1: compared before its release: "
                        + owner
                        + ", released unconditionally: "
                        + nobody);

        Checks.lockStaysWithItsTurn(2, owner);
        assertThatThrownBy(() -> Checks.lockStaysWithItsTurn(2, nobody))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("turn 2 lost its lock");
        assertThat(fate("lock", "m2")).isEqualTo(Fate.ANSWERED);
        assertThat(fate("lost-lock", "m2"))
                .isEqualTo(Fate.ANSWERED); // the lock saves work, and promises nothing
    }

    @Test
    void withoutTheFenceAPausedWorkerAnswersTheWrongMessage() throws Exception {
        var fenced = new ConversationId(SHOP, "fenced");
        var unfenced = new ConversationId(SHOP, "unfenced");
        var refused = new PausedWorker(faulty, fenced, true).lateCommit();
        var accepted = new PausedWorker(faulty, unfenced, false).lateCommit();
        System.out.println(
                "late commit of a paused worker: with the fence "
                        + refused
                        + ", without "
                        + accepted);

        Checks.everyMessageEnds(faulty.store(), fenced);
        Checks.repliesAnswerTheirOwnMessages(faulty.store(), fenced);
        Checks.everyMessageEnds(
                faulty.store(), unfenced); // the rows look sound: only the words are wrong
        assertThatThrownBy(() -> Checks.repliesAnswerTheirOwnMessages(faulty.store(), unfenced))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the reply of turn 2 does not answer");
    }

    @Test
    void watermarkAtTheLastReplyForgetsAMessageThatCameBeforeIt() throws Exception {
        var id = new ConversationId(SHOP, "watermark");
        faulty.injection().use(new LastReplyWatermark(faulty.parley().client(), id));
        send(id);
        assertThat(fate("watermark", "m1")).isEqualTo(Fate.ANSWERED);
        QuietTopics.await(faulty.parley(), LIMIT);
        assertThat(fate("watermark", "m2", Duration.ZERO)).isNull();
        assertThatThrownBy(() -> Checks.everyMessageEnds(faulty.store(), id))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("message 2 has 0 dispositions");
    }

    @Test
    void lostPlanIsEmittedAgainByTheSweepAlone() throws Exception {
        var id = new ConversationId(SHOP, "lost-plan");
        assertOnlyTheSweepHeals(new LostPlan(id, true));
    }

    @Test
    void withoutADueMomentALostPlanIsNeverEmittedAgain() throws Exception {
        var id = new ConversationId(SHOP, "no-due-moment");
        var lost = new LostPlan(id, false);
        lost.unmute();
        faulty.injection().use(lost);
        send(id);
        lost.awaitSweepsAfterLease(faulty.store());
        QuietTopics.await(faulty.parley(), LIMIT);
        assertThat(fate("no-due-moment", "m1", Duration.ZERO)).isNull();
        assertThatThrownBy(() -> Checks.everyMessageEnds(faulty.store(), id))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("work is left and no due moment set");
    }

    @Test
    void failedAttemptIsTriedAgainByTheSweepAloneWhenItsReportIsLost() throws Exception {
        assertOnlyTheSweepHeals(new FailedAttempt(new ConversationId(SHOP, "failed"), false));
    }

    /** Without the topology nobody would come: the sweep is kept away for good. */
    @Test
    void failedAttemptIsTriedAgainByItsTimerAlone() {
        var fault = new FailedAttempt(new ConversationId(SHOP, "timed"), true);
        faulty.injection().use(fault);
        send(fault.id());

        assertThat(fate("timed", "m1")).isEqualTo(Fate.ANSWERED);
        Checks.everyMessageEnds(faulty.store(), fault.id());
    }

    private void assertOnlyTheSweepHeals(MutedSweep fault) throws InterruptedException {
        faulty.injection().use(fault);
        send(fault.id());
        fault.awaitOverdue();
        QuietTopics.await(faulty.parley(), LIMIT);
        // Every record is worked off: without the sweep nothing would ever come.
        assertThat(fate(fault.id().conversation(), "m1", Duration.ZERO)).isNull();
        fault.unmute();
        assertThat(fate(fault.id().conversation(), "m1")).isEqualTo(Fate.ANSWERED);
        Checks.everyMessageEnds(faulty.store(), fault.id());
    }

    private void send(ConversationId id) {
        faulty.parley()
                .client()
                .send(id.organization(), id.conversation(), "m1", "Where is my order?");
    }

    private @Nullable Fate fate(String conversation, String message) {
        return fate(conversation, message, LIMIT);
    }

    private @Nullable Fate fate(String conversation, String message, Duration wait) {
        return faulty.parley()
                .client()
                .why(SHOP, message, conversation, wait)
                .map(Explanation::disposition)
                .orElse(null);
    }
}
