package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.StartSending;
import java.util.ArrayList;

/** Delivery with one protection of a step taken away. */
final class BrokenSending {
    private BrokenSending() {}

    /** Every reply looks as if it were of the present epoch. */
    static Protocol sendingWhoeverOwnsIt() {
        return BrokenSteps.seeing(
                StartSending.class,
                (_, stored) -> {
                    var row = stored.row();
                    var reply = stored.firstOpenReply().orElse(null);
                    return row == null || reply == null
                            ? stored
                            : stored.withRow(
                                    row.withOwnership(
                                            new Ownership(
                                                    Ownership.Owner.AI, reply.ownershipEpoch())));
                });
    }

    /** A send without an outcome looks as if it had not begun. */
    static Protocol repeatingUnknownSends() {
        return BrokenSteps.seeing(
                StartSending.class,
                (_, stored) -> {
                    var replies = new ArrayList<>(stored.replies());
                    replies.replaceAll(BrokenSending::asIfNew);
                    return stored.withReplies(replies);
                });
    }

    private static Reply asIfNew(Reply reply) {
        var state = reply.delivery();
        return state.phase() == DeliveryState.Phase.SENDING && Clock.until(state.until()) == 0
                ? reply.withDelivery(
                        new DeliveryState(
                                DeliveryState.Phase.PENDING, state.attempts(), null, null, null))
                : reply;
    }

    /** The last reply goes out first. */
    static Protocol sendingTheNewestFirst() {
        return BrokenSteps.seeing(
                StartSending.class, (_, stored) -> stored.withReplies(stored.replies().reversed()));
    }
}
