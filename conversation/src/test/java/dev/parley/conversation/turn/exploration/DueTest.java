package dev.parley.conversation.turn.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Fence;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.HandBack;
import dev.parley.conversation.turn.Leases;
import dev.parley.conversation.turn.RetryPolicy;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.StartSending;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.TakeOver;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule 0: what each step leaves behind as the moment of the next look. */
class DueTest {
    private static final Instant START = Instant.EPOCH;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final RetryPolicy RETRIES =
            new RetryPolicy(2, 9, Duration.ofSeconds(40), Duration.ofSeconds(40));

    private Stored stored = Stored.NOTHING;
    private Instant now = START;
    private Scope scope = Scope.of("pushed", 9).throughPushedChannel();

    @Test
    void aNewMessageIsDueAfterTheGracePeriod() {
        append(1);
        assertThat(due()).isEqualTo(now.plus(GRACE));
    }

    @Test
    void aLaterMessageDoesNotPutOffTheFirst() {
        append(1);
        now = now.plusSeconds(3);
        append(2);
        assertThat(due()).isEqualTo(START.plus(GRACE));
    }

    @Test
    void anOpenTurnIsDueAtTheEndOfItsLease() {
        append(1);
        claim();
        assertThat(due()).isEqualTo(now.plus(LEASE));
        now = now.plusSeconds(10);
        begin();
        assertThat(due()).isEqualTo(now.plus(LEASE));
        append(2);
        assertThat(due()).isEqualTo(now.plus(LEASE));
    }

    @Test
    void aTurnHandedBackIsDueAtOnce() {
        append(1);
        claim();
        begin();
        apply(new HandBack(Scope.CONVERSATION, new Fence(1, 1, Clock.NOW), GRACE));
        assertThat(due()).isEqualTo(now);
    }

    @Test
    void aFailedTurnIsDueWhenItMayBeginAgain() {
        append(1);
        claim();
        begin();
        fail(1);
        var turn = Objects.requireNonNull(row().turn());
        assertThat(due()).isEqualTo(turn.notBefore()).isAfter(now.plusSeconds(30));
    }

    @Test
    void nothingIsDueAfterAPulledReply() {
        scope = Scope.of("pulled", 9);
        append(1);
        claim();
        begin();
        commit();
        assertThat(due()).isNull();
    }

    @Test
    void aMessageThatArrivedMeanwhileIsDueAfterTheGracePeriod() {
        scope = Scope.of("pulled", 9);
        append(1);
        claim();
        begin();
        append(2);
        commit();
        assertThat(due()).isEqualTo(now.plus(GRACE));
    }

    @Test
    void anUndeliveredReplyIsDueUntilItsDeliveryIsFinal() {
        append(1);
        claim();
        begin();
        commit();
        assertThat(due()).isEqualTo(now.plus(GRACE));
        apply(new StartSending(Scope.CONVERSATION, DEADLINE, GRACE));
        assertThat(due()).isEqualTo(now.plus(DEADLINE));
        settle(1, new SettleSending.Result.Retry(Duration.ofSeconds(60), "busy"));
        assertThat(due()).isEqualTo(now.plusSeconds(60));
        now = now.plusSeconds(60);
        apply(new StartSending(Scope.CONVERSATION, DEADLINE, GRACE));
        settle(2, new SettleSending.Result.Sent("id"));
        assertThat(due()).isNull();
    }

    @Test
    void aParkedTurnLeavesOnlyItsApologyDue() {
        append(1);
        claim();
        begin();
        fail(1);
        now = now.plusSeconds(40);
        begin();
        fail(3);
        assertThat(row().turn()).isNull();
        assertThat(row().needsProcessing()).isFalse();
        assertThat(due()).isEqualTo(now.plus(GRACE));
    }

    @Test
    void aTakeoverLeavesNothingDueButADelivery() {
        append(1);
        claim();
        apply(new TakeOver(Scope.CONVERSATION, "person", GRACE));
        assertThat(due()).isNull();
        apply(new GiveBack(Scope.CONVERSATION));
        append(2);
        claim();
        begin();
        commit();
        apply(new TakeOver(Scope.CONVERSATION, "person", GRACE));
        assertThat(due()).isEqualTo(now.plus(GRACE));
    }

    @Test
    void theLookAfterACancelledReplyClearsTheRow() {
        append(1);
        claim();
        begin();
        commit();
        apply(new TakeOver(Scope.CONVERSATION, "person", GRACE));
        apply(new StartSending(Scope.CONVERSATION, DEADLINE, GRACE));
        assertThat(stored.firstOpenReply()).isEmpty();
        claim();
        assertThat(due()).isNull();
    }

    private void append(int number) {
        apply(
                new Append(
                        Scope.CONVERSATION,
                        scope.channel(),
                        Stored.key(number),
                        "m" + number,
                        Stored.CUSTOMER,
                        "text",
                        null,
                        GRACE));
    }

    private void claim() {
        apply(new Claim(Scope.CONVERSATION, null, Leases.of(LEASE), GRACE, 20));
    }

    private void begin() {
        var turn = Objects.requireNonNull(row().turn());
        apply(
                new Begin(
                        Scope.CONVERSATION,
                        turn.number(),
                        turn.through(),
                        Leases.of(LEASE),
                        GRACE,
                        20,
                        20));
    }

    private void commit() {
        var turn = Objects.requireNonNull(row().turn());
        var draft = Executors.draft(Reply.Kind.ANSWER, PlanPath.PLAYBOOK);
        apply(new Commit(Scope.CONVERSATION, turn.fence(), draft, GRACE));
    }

    private void fail(int attempt) {
        apply(
                new Fail(
                        Scope.CONVERSATION,
                        new Fence(1, attempt, Clock.NOW),
                        "cause",
                        Fail.Next.LATER,
                        RETRIES,
                        Executors.draft(Reply.Kind.APOLOGY, PlanPath.PLAYBOOK),
                        GRACE));
    }

    private void settle(int attempt, SettleSending.Result result) {
        apply(new SettleSending(Scope.CONVERSATION, 1, attempt, result, GRACE));
    }

    private void apply(Step<?> step) {
        stored = stored.with(step.decide(stored, now).changes());
    }

    private Conversation row() {
        return Objects.requireNonNull(stored.row());
    }

    private @Nullable Instant due() {
        return row().dueAt();
    }
}
