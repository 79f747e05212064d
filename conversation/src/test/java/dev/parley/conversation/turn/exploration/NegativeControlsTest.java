package dev.parley.conversation.turn.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.StartSending;
import org.junit.jupiter.api.Test;

/**
 * Shows that the search finds what each protection protects from: with the protection taken away
 * something named goes wrong, and in the same world with the protection nothing does.
 */
class NegativeControlsTest {
    private static final Scope ONE = Scope.of("1 message", 1);
    private static final Scope TWO = Scope.of("2 messages", 2);

    @Test
    void withoutTheFenceAPausedWorkerCommitsASecondReply() {
        assertFinds(Violation.TWO_REPLIES, ONE.with(Fault.PAUSE), BrokenTurns.withoutFence());
    }

    @Test
    void withoutTheFenceCrashesAndRebalancesAloneDoNoHarm() {
        assertHarmless(ONE.with(Fault.CRASH).with(Fault.REBALANCE), BrokenTurns.withoutFence());
    }

    @Test
    void withAWatermarkAfterTheLastReplyAMessageIsSwallowed() {
        assertFinds(Violation.ANSWERED_UNREAD, TWO, BrokenTurns.answeringWhateverCameBefore());
    }

    @Test
    void unconditionalDeletionFreesTheCooldownOfAnotherTurn() {
        assertFinds(Violation.FOREIGN_COOLDOWN, TWO, CarelessWorkers.deletingAnyCooldown());
    }

    @Test
    void withoutTheWakeupAMessageWaitsForTheSweep() {
        var findings = explore(TWO, CarelessWorkers.withoutWakeups());
        assertThat(findings.stuck()).isNull();
        assertThat(findings.waiting()).isNotNull();
    }

    @Test
    void withoutTheWakeupAndTheSweepAMessageIsNeverAnswered() {
        assertStrands(TWO.withoutSweep(), CarelessWorkers.withoutWakeups());
    }

    /** Needs a crash between append and claim, and nobody who sweeps. */
    @Test
    void offsetsCommittedBeforeTheClaimLoseAMessageInACrash() {
        assertStrands(
                ONE.with(Fault.CRASH).withoutSweep(), CarelessWorkers.committingOffsetsFirst());
    }

    @Test
    void dueAtHealsOffsetsCommittedBeforeTheClaim() {
        assertHarmless(ONE.with(Fault.CRASH), CarelessWorkers.committingOffsetsFirst());
    }

    @Test
    void withoutDueAtALostPlanIsNeverPlannedAgain() {
        assertFinds(Violation.NOT_DUE, ONE.with(Fault.LOST_PLAN), BrokenTurns.withoutDueAt());
        assertStrands(ONE.with(Fault.LOST_PLAN), BrokenTurns.withoutDueAt());
    }

    @Test
    void withoutTheSweepALostPlanIsNeverPlannedAgain() {
        var findings = explore(ONE.with(Fault.LOST_PLAN).withoutSweep(), new Protocol());
        assertThat(findings.stuck()).isNotNull();
    }

    @Test
    void trustingABusyCooldownStrandsAMessageAfterACrash() {
        assertStrands(ONE.with(Fault.CRASH).withoutSweep(), CarelessWorkers.trustingTheCooldown());
    }

    @Test
    void dueAtHealsTrustInABusyCooldown() {
        var scope = ONE.with(Fault.CRASH);
        assertHarmless(scope, CarelessWorkers.trustingTheCooldown());
    }

    @Test
    void withoutTheOwnershipCheckAReplyIsSentAfterATakeover() {
        assertFinds(
                Violation.SENT_AFTER_TAKEOVER,
                ONE.throughPushedChannel().with(Fault.TAKE_OVER),
                BrokenSending.sendingWhoeverOwnsIt());
    }

    @Test
    void aTakeoverThatLeavesTheTurnOpenIsAnsweredOver() {
        assertFinds(
                Violation.REPLY_AFTER_TAKEOVER,
                ONE.with(Fault.TAKE_OVER),
                BrokenTurns.takingOverWithoutClosingTheTurn());
    }

    @Test
    void beginningWithoutWaitingForARunningLeasePutsTwoWorkersOnOneTurn() {
        assertFinds(
                Violation.TWO_AT_WORK,
                ONE.with(Fault.REBALANCE),
                BrokenTurns.beginningWithoutWaiting());
    }

    @Test
    void withoutTheMessageKeyARedeliveryIsStoredTwice() {
        assertFinds(
                Violation.STORED_TWICE, ONE.with(Fault.CRASH), BrokenTurns.withoutMessageKeys());
    }

    @Test
    void blindResolutionEndsAConversationOverANewerMessage() {
        assertFinds(
                Violation.RESOLVED_OVER_NEWER,
                TWO.with(Fault.RESOLVE),
                BrokenFollowUp.resolvingBlindly());
    }

    @Test
    void closingBlindlyClosesOverACustomerWhoCameBack() {
        assertFinds(
                Violation.CLOSED_OVER_NEWER,
                TWO.with(Fault.CLOSE),
                BrokenFollowUp.sayingOverWhoeverWrote(CloseIdle.class));
    }

    @Test
    void remindingBlindlyRemindsACustomerWhoCameBack() {
        assertFinds(
                Violation.NOTICE_OVER_NEWER,
                TWO.with(Fault.REMIND),
                BrokenFollowUp.sayingOverWhoeverWrote(Remind.class));
    }

    @Test
    void remindingWithoutALookAtTheLastReplyRemindsTwice() {
        assertFinds(
                Violation.REMINDED_TWICE,
                ONE.with(Fault.REMIND, 2),
                BrokenFollowUp.remindingAgain());
    }

    @Test
    void escalatingBlindlySpeaksOverANewerMessage() {
        assertFinds(
                Violation.NOTICE_OVER_NEWER,
                TWO.with(Fault.ESCALATE),
                BrokenFollowUp.escalatingBlindly());
    }

    @Test
    void statusThatNoTransitionAllowsIsNoticed() {
        assertFinds(Violation.WRONG_STATUS, ONE, BrokenFollowUp.resolvingAtTheAnswer());
    }

    @Test
    void repeatingASendOfUnknownOutcomeReachesTheCustomerTwice() {
        assertFinds(
                Violation.SENT_TWICE,
                ONE.throughPushedChannel().with(Fault.CRASH),
                BrokenSending.repeatingUnknownSends());
    }

    @Test
    void withoutDeliveryInOrderALaterReplyOvertakes() {
        assertFinds(
                Violation.OUT_OF_ORDER,
                TWO.throughPushedChannel(),
                BrokenSending.sendingTheNewestFirst());
    }

    @Test
    void withoutCountingFailuresTheFirstOneApologizes() {
        assertFinds(
                Violation.EARLY_APOLOGY,
                ONE.with(Fault.MODEL_FAILURE),
                BrokenTurns.apologizingAtOnce());
    }

    @Test
    void aRedriveThatDoesNotLookAtWhatIsParkedDisposesTwice() {
        assertFinds(
                Violation.REPLACED_UNPARKED,
                TWO.with(Fault.MODEL_FAILURE, 2).with(Fault.REDRIVE),
                BrokenTurns.redrivingTheWholeConversation());
    }

    @Test
    void aRedriveThatIsNotDueIsForgottenWithItsWakeup() {
        var scope = ONE.with(Fault.MODEL_FAILURE, 2).with(Fault.REDRIVE);
        assertFinds(Violation.NOT_DUE, scope, BrokenTurns.redrivingWithoutDueAt());
        assertStrands(scope, BrokenTurns.redrivingWithoutDueAt());
    }

    @Test
    void planningThatIsNotCountedNeverComesToRest() {
        assertStrands(
                ONE.withAlways(Fault.DEADLY_PLANNING).emittingAtMost(2),
                CarelessWorkers.planningWithoutCounting());
    }

    @Test
    void withoutAHorizonTheSweepWaitsForAMomentOfAnotherClock() {
        assertStrands(
                ONE.with(Fault.CLOCK_BACK).with(Fault.LOST_PLAN),
                CarelessWorkers.sweepingWithoutHorizon());
    }

    @Test
    void withoutAHorizonAPlanOfAnotherClockIsNeverPlannedAgain() {
        assertStrands(
                ONE.with(Fault.CLOCK_BACK).with(Fault.LOST_PLAN),
                BrokenTurns.believingEveryClock(Claim.class));
    }

    @Test
    void withoutALeaseOfTheHolderATurnOfADeadOneWaitsForItsOwn() {
        var scope = ONE.heldByInstances(1).with(Fault.CRASH);
        assertStrands(scope, BrokenTurns.believingEveryHolder(Claim.class));
        assertStrands(scope, CarelessWorkers.leavingTheAbandoned());
    }

    @Test
    void withoutTheFenceAnInstanceThatWasDeclaredDeadCommitsASecondReply() {
        assertFinds(
                Violation.TWO_REPLIES,
                ONE.heldByInstances(1).with(Fault.PAUSE),
                BrokenTurns.withoutFence());
    }

    @Test
    void retentionThatTrustsItsListErasesOverWhoeverWrote() {
        assertFinds(
                Violation.ERASED_OVER_NEWER,
                ONE.with(Fault.RESOLVE).with(Fault.RETAIN),
                BrokenErasure.erasingWhoeverWrote());
    }

    @Test
    void withoutWhoFinishesItAnErasureStopsAtACrash() {
        assertStrands(ONE.with(Fault.ERASE), CarelessWorkers.leavingErasuresUnfinished());
    }

    @Test
    void withoutHashesOfKeysWhatWasErasedComesBackInASuccessor() {
        assertFinds(
                Violation.KNOWN_PASSED_ON,
                ONE.with(Fault.ERASE).with(Fault.CRASH),
                BrokenErasure.forgettingErasedKeys());
    }

    @Test
    void appendThatOverlooksAnErasureWritesIntoWhatIsErased() {
        assertFinds(
                Violation.WRITTEN_AFTER_ERASURE,
                TWO.with(Fault.ERASE),
                BrokenErasure.overlookingErasure(Append.class));
    }

    @Test
    void whatIsLeftOfAnErasedConversationMustBeHiddenFromSenders() {
        assertFinds(
                Violation.WRITTEN_AFTER_ERASURE,
                ONE.throughPushedChannel().with(Fault.ERASE),
                BrokenErasure.overlookingErasure(StartSending.class));
    }

    @Test
    void anErasureThatLeavesTheTurnOpenIsAnsweredOver() {
        assertFinds(
                Violation.WRITTEN_AFTER_ERASURE,
                ONE.with(Fault.ERASE),
                BrokenErasure.erasingWithoutClosingTheTurn());
    }

    @Test
    void markOfTheNewestReplyPassesOneThatWasLost() {
        assertFinds(
                Violation.MARKED_UNFOLLOWED,
                TWO.with(Fault.LOST_REPLY),
                BrokenFollowUp.markingTheNewest());
    }

    @Test
    void withoutTheScanALostReplyIsNeverFollowedUp() {
        assertStrands(ONE.with(Fault.LOST_REPLY), CarelessWorkers.withoutFollowUpScan());
    }

    @Test
    void recoveryThatPublishesFirstHasCustomersAnsweredAgain() {
        assertFinds(
                Violation.ANSWERED_AGAIN,
                ONE.with(Fault.STORE_BACK),
                CarelessWorkers.publishingWithoutPuttingBack());
    }

    @Test
    void recoveryThatKnowsOfNoErasureBringsBackWhatWasErased() {
        assertFinds(
                Violation.CAME_BACK,
                ONE.with(Fault.STORE_BACK).with(Fault.ERASE),
                CarelessWorkers.recoveringWhatWasErased());
    }

    @Test
    void aPlanOfATurnThatTheStoreLostBeginsNoOther() {
        assertFinds(
                Violation.EMPTY_TURN,
                TWO.with(Fault.STORE_BACK),
                BrokenTurns.beginningByNumberAlone());
    }

    @Test
    void recoveryThatIsRunAgainKnowsWhatItHasPutBack() {
        assertFinds(
                Violation.PUT_BACK_TWICE,
                ONE.with(Fault.STORE_BACK).with(Fault.MODEL_FAILURE, 2),
                BrokenErasure.puttingBackAgain());
    }

    private static void assertFinds(Violation violation, Scope scope, Protocol mutant) {
        assertHarmless(scope, new Protocol());
        assertThat(explore(scope, mutant).violations()).containsKey(violation);
    }

    private static void assertStrands(Scope scope, Protocol mutant) {
        assertHarmless(scope, new Protocol());
        assertThat(explore(scope, mutant).stuck()).isNotNull();
    }

    private static void assertHarmless(Scope scope, Protocol protocol) {
        assertThat(explore(scope, protocol).complaints()).isEmpty();
    }

    private static Findings explore(Scope scope, Protocol protocol) {
        return Explorer.explore(scope, protocol);
    }
}
