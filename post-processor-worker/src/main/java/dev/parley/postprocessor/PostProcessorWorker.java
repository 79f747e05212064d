package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.conversation.turn.Entitle;
import java.time.Instant;
import java.util.Optional;

/**
 * Step 9 of the turn protocol for one committed reply: tells what the turn came to, gives the
 * conversation to a person where something says so, resolves it when the customer has taken leave,
 * and entitles it last. And what is done to a conversation outside its turns. Idempotent: the same
 * again publishes its events again and changes nothing. Thread-safe.
 */
public final class PostProcessorWorker {
    private static final int MOST_AGAIN = 20;

    private final ConversationStore store;
    private final Events events;
    private final Escalations escalations;
    private final Resolutions resolutions;
    private final Inactivity inactivity;
    private final Titles titles;
    private final FollowUpMarks marks;
    private final FaultPoints faults;

    PostProcessorWorker(
            ConversationStore store,
            Events events,
            Escalations escalations,
            Resolutions resolutions,
            Inactivity inactivity,
            Titles titles,
            FollowUpMarks marks,
            FaultPoints faults) {
        this.store = store;
        this.events = events;
        this.escalations = escalations;
        this.resolutions = resolutions;
        this.inactivity = inactivity;
        this.titles = titles;
        this.marks = marks;
        this.faults = faults;
    }

    /**
     * Does what follows a reply.
     *
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    public void process(ConversationId id, Reply reply) throws InterruptedException {
        events.publish(id, ReplyEvent.kind(reply), reply.turn(), ReplyEvent.detail(reply));
        faults.reached(FaultPoint.AFTER_EVENT);
        switch (reply.kind()) {
            case ANSWER -> {
                boolean ended = !escalations.after(id, reply) && resolutions.after(id, reply);
                titles.entitle(
                        id,
                        reply.turn(),
                        ended ? Entitle.Occasion.CLOSING : Entitle.Occasion.SECOND_MESSAGE);
            }
            case HANDOVER, APOLOGY ->
                    titles.entitle(id, reply.turn(), Entitle.Occasion.SECOND_MESSAGE);
            case CLOSING -> titles.entitle(id, reply.turn(), Entitle.Occasion.CLOSING);
            case REMINDER -> {}
        }
        marks.done(id, reply.outSeq());
    }

    /**
     * Looks after a conversation outside its turns.
     *
     * @return when there is something to do by the clock alone; empty when there is not
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    public Optional<Instant> followUp(ConversationId id, FollowUp reason)
            throws InterruptedException {
        switch (reason) {
            case IDLE -> {
                return inactivity.look(id);
            }
            case RETRY -> again(id);
            case TITLE -> {
                var row = store.find(id).orElse(null);
                if (row != null) {
                    titles.entitle(id, row.turnNumber(), Entitle.Occasion.REQUEST);
                }
            }
        }
        return Optional.empty();
    }

    /** Every step of each reply that was not followed up; those that are done find it out. */
    private void again(ConversationId id) throws InterruptedException {
        var row = store.find(id).orElse(null);
        if (row == null) {
            return;
        }
        // Something else than a reply's follow-up failed then: the newest is looked at again.
        long newest = Math.max(0, row.lastOutSeq() - 1);
        for (var reply : store.replies(id, Math.min(row.followedUp(), newest), MOST_AGAIN)) {
            process(id, reply);
        }
    }
}
