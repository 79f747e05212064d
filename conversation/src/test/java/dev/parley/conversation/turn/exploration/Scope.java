package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Leases;
import dev.parley.conversation.turn.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How large a world is: how many messages the customer sends, at any moments, and how often what
 * may happen.
 *
 * @param sweep whether the sweep over due_at runs
 * @param budgets how often each fault may happen, {@link Budgets}
 * @param always faults that happen whenever they can, as bits by ordinal: nothing else does
 */
record Scope(
        String name,
        int messages,
        boolean pushed,
        boolean sweep,
        Measures measures,
        long budgets,
        long always) {
    static final ConversationId CONVERSATION = new ConversationId("acme", "c");
    static final int MAX_FAILURES = 2;
    static final int PATIENCE = 3;
    private static final int NEVER = 99;

    /**
     * Durations are in milliseconds and only their order matters.
     *
     * @param planned the longest that a plan waits for an executor; it grows from 1
     * @param instance how long an instance's lease lasts; 0 where turns name no holder
     * @param messageLimit what Begin returns at most
     */
    record Measures(
            int lease,
            int planned,
            int instance,
            int grace,
            int maxBegins,
            int maxEmissions,
            int messageLimit) {
        private static final Measures USUAL = new Measures(1, 1, 0, 1, NEVER, NEVER, 15);
    }

    /** A world of a pulled conversation in which nothing goes wrong. */
    static Scope of(String name, int messages) {
        return new Scope(name, messages, false, true, Measures.USUAL, 0, 0);
    }

    Scope with(Fault fault, int times) {
        var more = Budgets.with(budgets, fault, times);
        return new Scope(name, messages, pushed, sweep, measures, more, always);
    }

    Scope with(Fault fault) {
        return with(fault, 1);
    }

    /** The fault happens whenever it can, and the work it hinders never succeeds. */
    Scope withAlways(Fault fault) {
        var more = always | 1L << fault.ordinal();
        return new Scope(name, messages, pushed, sweep, measures, budgets, more);
    }

    /** Replies are sent by us. */
    Scope throughPushedChannel() {
        return new Scope(name, messages, true, sweep, measures, budgets, always);
    }

    Scope withoutSweep() {
        return new Scope(name, messages, pushed, false, measures, budgets, always);
    }

    /** Durations that differ, so that deadlines pass one after the other. */
    Scope lasting(int lease, int grace) {
        return with(
                new Measures(
                        lease,
                        measures.planned,
                        measures.instance,
                        grace,
                        measures.maxBegins,
                        measures.maxEmissions,
                        measures.messageLimit));
    }

    /** Plans wait longer with each emission, up to so long. */
    Scope waitingForExecutors(int longest) {
        return with(
                new Measures(
                        measures.lease,
                        longest,
                        measures.instance,
                        measures.grace,
                        measures.maxBegins,
                        measures.maxEmissions,
                        measures.messageLimit));
    }

    /** Turns name who has them, whose lease ends long before the turn's own, which never does. */
    Scope heldByInstances(int instanceLease) {
        return with(
                new Measures(
                        Clock.FAR,
                        measures.planned,
                        instanceLease,
                        measures.grace,
                        measures.maxBegins,
                        measures.maxEmissions,
                        measures.messageLimit));
    }

    Scope beginningAtMost(int times) {
        return with(
                new Measures(
                        measures.lease,
                        measures.planned,
                        measures.instance,
                        measures.grace,
                        times,
                        measures.maxEmissions,
                        measures.messageLimit));
    }

    Scope emittingAtMost(int times) {
        return with(
                new Measures(
                        measures.lease,
                        measures.planned,
                        measures.instance,
                        measures.grace,
                        measures.maxBegins,
                        times,
                        measures.messageLimit));
    }

    Scope readingAtMost(int messagesOfPrompt) {
        return with(
                new Measures(
                        measures.lease,
                        measures.planned,
                        measures.instance,
                        measures.grace,
                        measures.maxBegins,
                        measures.maxEmissions,
                        messagesOfPrompt));
    }

    private Scope with(Measures changed) {
        return new Scope(name, messages, pushed, sweep, changed, budgets, always);
    }

    @Override
    public String toString() {
        return name;
    }

    boolean has(Fault fault) {
        return Budgets.of(budgets, fault) > 0;
    }

    /** Tells whether the store may go back, so that moments and fences of before matter. */
    boolean losesStore() {
        return has(Fault.STORE_BACK);
    }

    /** Tells whether somebody reads the replies after they are committed. */
    boolean isPostProcessed() {
        return has(Fault.RESOLVE) || has(Fault.ESCALATE) || followsUp();
    }

    /** Tells whether each reply is followed up, and marked. */
    boolean followsUp() {
        return has(Fault.LOST_REPLY);
    }

    /** Tells whether something is done after replies. */
    boolean looksAfter() {
        return has(Fault.RESOLVE) || has(Fault.ESCALATE) || has(Fault.REMIND) || has(Fault.CLOSE);
    }

    /** Tells whether the fault happens whenever it can. */
    boolean isAlways(Fault fault) {
        return (always >>> fault.ordinal() & 1) != 0;
    }

    boolean countsBegins() {
        return measures.maxBegins != NEVER;
    }

    boolean countsEmissions() {
        return measures.maxEmissions != NEVER || measures.planned > 1;
    }

    int maxBegins() {
        return measures.maxBegins;
    }

    int messageLimit() {
        return measures.messageLimit;
    }

    int leaseMillis() {
        return measures.lease;
    }

    Duration lease() {
        return Clock.millis(measures.lease);
    }

    Leases leases() {
        var horizon = Clock.millis(Math.max(measures.lease, Clock.FAR - 1));
        return new Leases(lease(), Clock.millis(1), Clock.millis(measures.planned), horizon);
    }

    boolean hasInstances() {
        return measures.instance > 0;
    }

    /** The name under which a worker of this group holds turns. */
    @Nullable String instance(Group group) {
        return hasInstances() ? group.name() : null;
    }

    int instanceMillis() {
        return measures.instance;
    }

    Duration grace() {
        return Clock.millis(measures.grace);
    }

    Duration sendDeadline() {
        return Clock.millis(1);
    }

    /** One millisecond, which no spread makes shorter, and two where somebody asks for more. */
    RetryPolicy retries() {
        return new RetryPolicy(
                MAX_FAILURES,
                measures.maxBegins,
                measures.maxEmissions,
                Clock.millis(1),
                Clock.millis(1),
                Clock.millis(2),
                Clock.millis(PATIENCE));
    }

    Channel channel() {
        return new Channel(
                "any", "account", pushed ? Channel.Delivery.PUSHED : Channel.Delivery.PULLED);
    }
}
