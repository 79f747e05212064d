package dev.parley.conversation.turn.exploration;

/**
 * Kafka: the records that wait, in no order but their numbers', for each consumer group. A wakeup
 * carries nothing, so one that waits stands for any number of them.
 *
 * @param inbound messages, as bits by number
 * @param wakeups 1 waits for the planners, 2 for the senders
 * @param plans end of the plan's range by turn
 * @param toPostProcess replies, as bits by turn
 * @param toDeliver replies, as bits by turn
 * @param oldPlans every plan emitted so far, by turn
 * @param oldReplies every reply emitted so far, as bits by turn
 */
record Topics(
        int inbound,
        int wakeups,
        long plans,
        int toPostProcess,
        int toDeliver,
        long oldPlans,
        int oldReplies) {
    static final Topics EMPTY = new Topics(0, 0, 0, 0, 0, 0, 0);
    static final int TO_PLANNERS = 1;
    static final int TO_SENDERS = 2;

    Topics withInbound(int value) {
        return new Topics(value, wakeups, plans, toPostProcess, toDeliver, oldPlans, oldReplies);
    }

    Topics withWakeups(int value) {
        return new Topics(inbound, value, plans, toPostProcess, toDeliver, oldPlans, oldReplies);
    }

    Topics withPlan(long turn, long through) {
        return new Topics(
                inbound,
                wakeups,
                Nibbles.with(plans, turn, through),
                toPostProcess,
                toDeliver,
                through == 0 ? oldPlans : Nibbles.with(oldPlans, turn, through),
                oldReplies);
    }

    Topics withReplies(int postProcess, int deliver) {
        return new Topics(
                inbound,
                wakeups,
                plans,
                postProcess,
                deliver,
                oldPlans,
                oldReplies | postProcess | deliver);
    }

    boolean isEmpty() {
        return inbound == 0 && wakeups == 0 && plans == 0 && toPostProcess == 0 && toDeliver == 0;
    }

    static int bit(long number) {
        return 1 << number;
    }

    /** The lowest number among the bits, or -1. */
    static int lowest(int bits) {
        return bits == 0 ? -1 : Integer.numberOfTrailingZeros(bits);
    }

    void digest(Digest digest, boolean withHistory) {
        digest.add(
                (long) inbound << 40
                        | (long) toPostProcess << 24
                        | (long) toDeliver << 8
                        | wakeups);
        digest.add(plans);
        if (withHistory) {
            digest.add(oldPlans);
            digest.add(oldReplies);
        }
    }
}
