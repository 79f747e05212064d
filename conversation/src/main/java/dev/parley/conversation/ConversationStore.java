package dev.parley.conversation;

import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where conversations live: the truth of the pipeline.
 *
 * <p>A store runs each {@link Step} atomically: it reads what the step asks for, lets it decide
 * with the store's own clock, and writes all its changes or none. Two steps on one conversation
 * never interleave, on any node. What a step returned has been written durably, as durable as the
 * store is set to be.
 *
 * <p>Thread-safe; callers may block, so call it from virtual threads. Every method throws {@link
 * StoreUnavailableException} when the store cannot be reached or does not answer in time: the step
 * may then have been applied or not, and may be repeated, because every step is idempotent or
 * fenced.
 */
public interface ConversationStore {
    /** How many messages of one id are told at most. */
    int MOST_TRACES = 40;

    /** Runs one step. */
    <O> O apply(Step<O> step);

    /**
     * Runs the steps, each atomic by itself, with as few round trips as the store can. Steps of one
     * conversation run in their order, those of different ones in any.
     *
     * @return their outcomes in the same order
     */
    <O> List<O> applyAll(List<? extends Step<O>> steps);

    /** The row as it is now. */
    Optional<Conversation> find(ConversationId id);

    /** Messages after a position in order, at most {@code limit}. */
    List<Message> messages(ConversationId id, long afterSeq, int limit);

    /** Replies after a position among the replies in order, at most {@code limit}. */
    List<Reply> replies(ConversationId id, long afterOutSeq, int limit);

    /** Dispositions of a conversation in order of their ranges, at most {@code limit}. */
    List<Disposition> dispositions(ConversationId id, int limit);

    /** What is parked in a conversation, in order of the ranges. */
    List<Disposition> parked(ConversationId id);

    /**
     * Messages of the organization with this id, by conversation; more than one when conversations
     * use the same id, or a person and a customer in one conversation. At most {@value
     * #MOST_TRACES}: clients count from one in each of a million conversations.
     */
    List<MessageTrace> trace(String organization, String messageId);

    /** Messages of the conversation with this id; more than one when a person uses it, too. */
    List<MessageTrace> trace(ConversationId conversation, String messageId);

    /**
     * Conversations of an organization by id.
     *
     * @param status only those of this status; all when null
     * @param after the last id of the page before; null for the first page
     */
    List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit);

    /**
     * Conversations of an organization that ended before a moment and are not erased, longest ended
     * first.
     */
    List<Conversation> ended(String organization, Instant before, int limit);

    /**
     * Some of the conversations of a share whose due moment has passed in store time, or lies
     * further ahead than any is ever set: another clock wrote that one. In an order of the store's
     * own, so that it can give them from an index, a part of it or a feed.
     *
     * @param horizon how far ahead a due moment may lie
     * @param after where the look before ended; null begins anew
     * @param limit how many overdue conversations, of whatever share, are looked at at most
     */
    Overdue overdue(Share share, Duration horizon, Overdue.@Nullable Entry after, int limit);

    /**
     * Conversations with a running turn whose holder is dead: the lease of an instance that {@link
     * Instances} has not forgotten has lapsed in store time. In no order.
     */
    List<Conversation> abandoned(int limit);

    /**
     * Conversations with a reply that was not followed up, whose newest turn ended within [from,
     * before), the longest ago first.
     */
    List<Conversation> notFollowedUp(Instant from, Instant before, int limit);

    /**
     * Conversations in which something has been open since that moment or longer: a message without
     * a disposition, or what was parked and is redriven. The longest first; before them those of a
     * moment that has not come yet, which another clock wrote.
     *
     * @param organization only its own; of all when null
     * @param since in store time
     */
    List<Conversation> waiting(@Nullable String organization, Instant since, int limit);

    /**
     * Conversations in which a customer wrote, by id.
     *
     * @param author the customer's id
     * @param after the last id of the page before; null for the first page
     */
    List<CustomersConversation> ofCustomer(
            String organization, String author, @Nullable String after, int limit);

    /** Erased conversations of which something is left to be purged, in any order. */
    List<ConversationId> unpurged(int limit);

    /**
     * Removes some of what an erased conversation held, which nobody can read any more: {@code
     * limit} messages and as many rows of every other kind. Any process may do it, again after a
     * crash.
     *
     * @return whether something is left
     */
    boolean purge(ConversationId id, int limit);
}
