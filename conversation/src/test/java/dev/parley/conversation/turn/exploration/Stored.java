package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of the conversation, as the steps read it.
 *
 * @param positions where each of the customer's messages is stored, by number
 * @param customers positions of the customer's messages, as bits
 * @param disposed positions of those that have a disposition, as bits
 * @param done turns whose resolution is done, as bits, and above those whose escalation is
 * @param parked dispositions that an operator may replace, in order
 * @param replies by position among the replies
 * @param heldUntil the lease of the instance that holds the open turn; nobody asks for another's
 */
record Stored(
        @Nullable Conversation row,
        long positions,
        int customers,
        int disposed,
        int done,
        List<Disposition> parked,
        List<Reply> replies,
        @Nullable Instant heldUntil)
        implements Situation {
    static final Stored NOTHING = new Stored(null, 0, 0, 0, 0, List.of(), List.of(), null);
    static final Participant CUSTOMER = new Participant("customer", null, List.of());
    private static final int ESCALATIONS = 15;
    static final Participant AGENT = new Participant("agent", null, List.of());

    @Override
    public Optional<Conversation> conversation() {
        return Optional.ofNullable(row);
    }

    @Override
    public Optional<Located> locate(MessageKey key) {
        int position = Nibbles.get(positions, numberOf(key));
        return position == 0
                ? Optional.empty()
                : Optional.of(new Located(Scope.CONVERSATION, position));
    }

    @Override
    public List<Message> messages(long from, long through, int limit) {
        long last = row == null || isHidden() ? 0 : Math.min(through, row.progress().lastSeq());
        var messages = new ArrayList<Message>();
        for (long seq = Math.max(from, last - limit) + 1; seq <= last; seq++) {
            messages.add(message(seq));
        }
        return messages;
    }

    private Message message(long seq) {
        boolean customers = isSet(customers(), seq);
        return new Message(
                seq,
                "m",
                customers ? Message.Role.USER : Message.Role.ASSISTANT,
                customers ? CUSTOMER : AGENT,
                "text",
                null,
                Clock.NOW);
    }

    @Override
    public Optional<Reply> replyOf(long turn) {
        return shown().filter(reply -> reply.turn() == turn).findFirst();
    }

    @Override
    public Optional<Reply> firstOpenReply() {
        return shown().filter(reply -> !reply.delivery().phase().isFinal()).findFirst();
    }

    /** The replies that anybody can read. */
    Stream<Reply> shown() {
        return isHidden() ? Stream.empty() : replies.stream();
    }

    @Override
    public boolean isDone(long turn, String step) {
        return isSet(done, marker(turn, step));
    }

    @Override
    public Optional<Instant> leaseOf(String instance) {
        return Optional.ofNullable(heldUntil);
    }

    /** Whoever reads an erased conversation finds nothing in it, whatever is left to be removed. */
    private boolean isHidden() {
        return row != null && row.status() == Status.ERASED;
    }

    /** Tells whether nothing is left of what an erased conversation held. */
    boolean isPurged() {
        return customers == 0 && replies.isEmpty();
    }

    /** With a slice less of what was said: a message and a reply. */
    Stored purged() {
        int left = customers & customers - 1;
        return new Stored(
                row,
                positions,
                left,
                disposed & left,
                done,
                parked,
                replies.isEmpty() ? replies : replies.subList(1, replies.size()),
                heldUntil);
    }

    private static long marker(long turn, String step) {
        return switch (step) {
            case Resolve.STEP -> turn;
            case Escalate.STEP -> turn + ESCALATIONS;
            default -> throw new IllegalArgumentException("no marker for " + step);
        };
    }

    /** With everything that a step decided. */
    Stored with(List<Change> changes) {
        var stored = this;
        for (var change : changes) {
            stored = stored.with(change);
        }
        return stored;
    }

    private Stored with(Change change) {
        return switch (change) {
            case Change.SaveConversation save -> withRow(save.row());
            case Change.AddMessage add -> withMessage(add);
            case Change.AddDisposition add ->
                    new Stored(
                            row,
                            positions,
                            customers,
                            disposed | customersIn(add.disposition()),
                            done,
                            withParked(add.disposition()),
                            replies,
                            heldUntil);
            case Change.ReplaceDisposition replace ->
                    new Stored(
                            row,
                            positions,
                            customers,
                            disposed,
                            done,
                            withParked(replace.disposition()),
                            replies,
                            heldUntil);
            case Change.AddReply add -> withReplies(appended(add.reply()));
            case Change.UpdateDelivery update ->
                    withReplies(
                            replies.stream()
                                    .map(reply ->
                                            reply.outSeq() == update.outSeq()
                                                    ? reply.withDelivery(update.state())
                                                    : reply)
                                    .toList());
            // Nobody sees messages and replies from now on; slices remove them. Keys stay, as
            // hashes.
            case Change.EraseContents _ ->
                    new Stored(
                            row, positions, customers, disposed, 0, List.of(), replies, heldUntil);
            case Change.MarkDone mark ->
                    new Stored(
                            row,
                            positions,
                            customers,
                            disposed,
                            done | bit(marker(mark.turn(), mark.step())),
                            parked,
                            replies,
                            heldUntil);
        };
    }

    Stored withRow(Conversation value) {
        return new Stored(value, positions, customers, disposed, done, parked, replies, heldUntil);
    }

    /** With the lease of the open turn's holder. */
    Stored withHeldUntil(@Nullable Instant value) {
        return new Stored(row, positions, customers, disposed, done, parked, replies, value);
    }

    Stored withReplies(List<Reply> value) {
        return new Stored(row, positions, customers, disposed, done, parked, value, heldUntil);
    }

    /** As if no message's key had been stored. */
    Stored withoutPositions() {
        return new Stored(row, 0, customers, disposed, done, parked, replies, heldUntil);
    }

    private Stored withMessage(Change.AddMessage add) {
        var key = add.key();
        long seq = add.message().seq();
        return new Stored(
                row,
                key == null ? positions : Nibbles.with(positions, numberOf(key), seq),
                add.message().role() == Message.Role.USER ? customers | bit(seq) : customers,
                disposed,
                done,
                parked,
                replies,
                heldUntil);
    }

    /** What is parked once the disposition is written. */
    private List<Disposition> withParked(Disposition disposition) {
        var after = new ArrayList<>(parked);
        after.removeIf(before -> before.from() == disposition.from());
        if (disposition.kind() == Disposition.Kind.PARKED) {
            after.add(disposition);
            after.sort(Comparator.comparingLong(Disposition::from));
        }
        return List.copyOf(after);
    }

    private List<Reply> appended(Reply reply) {
        var longer = new ArrayList<>(replies);
        longer.add(reply);
        return List.copyOf(longer);
    }

    /** Numbers of the messages at some positions; both as bits. */
    int numbersAt(int places) {
        int numbers = 0;
        for (int number = 1; number <= 15; number++) {
            int position = Nibbles.get(positions, number);
            if (position != 0 && isSet(places, position)) {
                numbers |= bit(number);
            }
        }
        return numbers;
    }

    /** Positions of the customer's messages in the disposition's range, as bits. */
    int customersIn(Disposition disposition) {
        return customers & upTo(disposition.through()) & ~upTo(disposition.from());
    }

    /** Everything so many milliseconds later. */
    Stored later(int millis) {
        return aged(moment -> Clock.after(moment, millis), millis);
    }

    /** Everything as it looks to a clock that was set back. */
    Stored farAway() {
        return aged(Clock::farAway, 0);
    }

    private Stored aged(UnaryOperator<@Nullable Instant> ageing, int millis) {
        if (row == null) {
            return this;
        }
        var turn = row.turn();
        var aged = row.withDueAt(ageing.apply(row.dueAt()));
        return withRow(turn == null ? aged : aged.withTurn(aged(turn, ageing, millis)))
                .withReplies(replies.stream().map(reply -> aged(reply, ageing)).toList())
                .withHeldUntil(ageing.apply(heldUntil));
    }

    private static Turn aged(Turn turn, UnaryOperator<@Nullable Instant> ageing, int millis) {
        var lease = ageing.apply(turn.leaseUntil());
        return new Turn(
                turn.number(),
                turn.from(),
                turn.through(),
                turn.attempt(),
                turn.begins(),
                turn.failures(),
                turn.emissions(),
                turn.phase(),
                lease == null ? Clock.NOW : lease,
                ageing.apply(turn.notBefore()),
                turn.holder(),
                turn.ownershipEpoch(),
                turn.claimedAt(),
                Clock.before(turn.awaySince(), millis, Scope.PATIENCE),
                turn.lastFailure());
    }

    private static Reply aged(Reply reply, UnaryOperator<@Nullable Instant> ageing) {
        var state = reply.delivery();
        Instant until = ageing.apply(state.until());
        return until == null
                ? reply
                : reply.withDelivery(
                        new DeliveryState(state.phase(), state.attempts(), until, null, null));
    }

    /** Name of a message's key; numbers begin with 0. */
    static MessageKey key(int number) {
        return new MessageKey("acme", "account", Integer.toString(number));
    }

    private static int numberOf(MessageKey key) {
        return Integer.parseInt(key.providerId());
    }

    static int bit(long position) {
        return 1 << position;
    }

    static boolean isSet(int bits, long position) {
        return (bits & bit(position)) != 0;
    }

    /** All positions up to the given, as bits. */
    static int upTo(long position) {
        return bit(position + 1) - 1;
    }
}
