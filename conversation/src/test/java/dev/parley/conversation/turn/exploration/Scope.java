package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.RetryPolicy;
import java.time.Duration;

/**
 * How large a world is: how many messages the customer sends, at any moments, and how often what
 * may happen. Durations are in milliseconds and only their order matters.
 *
 * @param sweep whether the sweep over due_at runs
 * @param messageLimit what Begin returns at most
 * @param budgets how often each fault may happen, {@link Budgets}
 */
record Scope(
        String name,
        int messages,
        boolean pushed,
        boolean sweep,
        int leaseMillis,
        int graceMillis,
        int maxBegins,
        int messageLimit,
        long budgets) {
    static final ConversationId CONVERSATION = new ConversationId("acme", "c");
    static final int MAX_FAILURES = 2;
    private static final int NEVER = 99;

    /** A world of a pulled conversation in which nothing goes wrong. */
    static Scope of(String name, int messages) {
        return new Scope(name, messages, false, true, 1, 1, NEVER, 15, 0);
    }

    Scope with(Fault fault, int times) {
        return new Scope(
                name,
                messages,
                pushed,
                sweep,
                leaseMillis,
                graceMillis,
                maxBegins,
                messageLimit,
                Budgets.with(budgets, fault, times));
    }

    Scope with(Fault fault) {
        return with(fault, 1);
    }

    /** Replies are sent by us. */
    Scope throughPushedChannel() {
        return new Scope(
                name,
                messages,
                true,
                sweep,
                leaseMillis,
                graceMillis,
                maxBegins,
                messageLimit,
                budgets);
    }

    Scope withoutSweep() {
        return new Scope(
                name,
                messages,
                pushed,
                false,
                leaseMillis,
                graceMillis,
                maxBegins,
                messageLimit,
                budgets);
    }

    /** Durations that differ, so that deadlines pass one after the other. */
    Scope lasting(int lease, int grace) {
        return new Scope(
                name, messages, pushed, sweep, lease, grace, maxBegins, messageLimit, budgets);
    }

    Scope beginningAtMost(int times) {
        return new Scope(
                name,
                messages,
                pushed,
                sweep,
                leaseMillis,
                graceMillis,
                times,
                messageLimit,
                budgets);
    }

    Scope readingAtMost(int messagesOfPrompt) {
        return new Scope(
                name,
                messages,
                pushed,
                sweep,
                leaseMillis,
                graceMillis,
                maxBegins,
                messagesOfPrompt,
                budgets);
    }

    @Override
    public String toString() {
        return name;
    }

    boolean has(Fault fault) {
        return Budgets.of(budgets, fault) > 0;
    }

    /** Tells whether something is done after replies. */
    boolean looksAfter() {
        return has(Fault.RESOLVE) || has(Fault.ESCALATE) || has(Fault.REMIND) || has(Fault.CLOSE);
    }

    boolean countsBegins() {
        return maxBegins != NEVER;
    }

    Duration lease() {
        return Clock.millis(leaseMillis);
    }

    Duration grace() {
        return Clock.millis(graceMillis);
    }

    Duration sendDeadline() {
        return Clock.millis(1);
    }

    /** One millisecond, which no spread makes shorter, and two where somebody asks for more. */
    RetryPolicy retries() {
        return new RetryPolicy(
                MAX_FAILURES,
                maxBegins,
                Clock.millis(1),
                Clock.millis(1),
                Clock.millis(2),
                Clock.millis(100));
    }

    Channel channel() {
        return new Channel(
                "any", "account", pushed ? Channel.Delivery.PUSHED : Channel.Delivery.PULLED);
    }
}
