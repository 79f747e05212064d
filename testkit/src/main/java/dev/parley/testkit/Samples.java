package dev.parley.testkit;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Closure;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Turn;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Discard;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.HandBack;
import dev.parley.conversation.turn.HumanReply;
import dev.parley.conversation.turn.Leases;
import dev.parley.conversation.turn.Redrive;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.RetryPolicy;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.StartSending;
import dev.parley.conversation.turn.TakeOver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps and values with ordinary contents, for tests that do not care about them. */
public final class Samples {
    public static final Duration LEASE = Duration.ofSeconds(15);
    public static final Leases LEASES = Leases.of(LEASE);
    public static final Duration INSTANCE_LEASE = Duration.ofSeconds(3);
    public static final Duration GRACE = Duration.ofSeconds(5);
    public static final Duration SEND_DEADLINE = Duration.ofSeconds(10);
    public static final RetryPolicy RETRIES =
            new RetryPolicy(
                    3,
                    6,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2));

    public static final Channel PULLED = new Channel("rest", "main", Channel.Delivery.PULLED);
    public static final Channel PUSHED = new Channel("webhook", "main", Channel.Delivery.PUSHED);
    public static final Participant CUSTOMER =
            new Participant("customer-1", "Ada", List.of("customer"));
    public static final Closure CLOSURE = new Closure("farewell", 0.99, "bye");
    public static final Participant AGENT = new Participant("agent-1", "Parley", List.of());

    /** In a test a text that takes too much to read is a failure. */
    public static final ReadingThreads READING =
            new ReadingThreads(
                    2,
                    Duration.ofSeconds(60),
                    () -> {
                        throw new AssertionError("a text took too much to read");
                    });

    private Samples() {}

    /** A first delivery of a message that the client reads the answer to. */
    public static Append append(ConversationId id, String messageId) {
        return append(id, PULLED, messageId);
    }

    /** A message whose provider id and message id are the same. */
    public static Append append(ConversationId id, Channel channel, String messageId) {
        return new Append(
                id,
                channel,
                new MessageKey(id.organization(), channel.account(), messageId),
                messageId,
                CUSTOMER,
                "text of " + messageId,
                null,
                GRACE);
    }

    /** A first delivery under an organization's own policies. */
    public static Append append(
            ConversationId id, String messageId, Settle settle, @Nullable Duration reopenWithin) {
        return new Append(
                id,
                PULLED,
                new MessageKey(id.organization(), PULLED.account(), messageId),
                messageId,
                CUSTOMER,
                "text of " + messageId,
                null,
                GRACE,
                settle,
                reopenWithin);
    }

    /** A claim for the record of a message. */
    public static Claim claim(ConversationId id, long seq) {
        return new Claim(id, seq, LEASES, GRACE, 100);
    }

    /** A claim for a wakeup. */
    public static Claim wakeup(ConversationId id) {
        return new Claim(id, null, LEASES, GRACE, 100);
    }

    /** A claim for a wakeup by an instance. */
    public static Claim wakeup(ConversationId id, String planner) {
        return new Claim(id, null, planner, LEASES, GRACE, 100, Settle.NONE);
    }

    /** The begin of a planned turn. */
    public static Begin begin(ConversationId id, Turn turn) {
        return begin(id, turn.number(), turn.through());
    }

    public static Begin begin(ConversationId id, long turnNumber, long through) {
        return new Begin(id, turnNumber, through, LEASES, GRACE, 20, 100);
    }

    /** The begin of a planned turn by an instance. */
    public static Begin begin(ConversationId id, Turn turn, String executor) {
        return new Begin(id, turn.number(), turn.through(), executor, LEASES, GRACE, 20, 100);
    }

    public static Renew renew(ConversationId id, Fence fence) {
        return new Renew(id, fence, LEASE, GRACE);
    }

    public static HandBack handBack(ConversationId id, Fence fence) {
        return new HandBack(id, fence, GRACE);
    }

    /** A commit of an ordinary answer. */
    public static Commit commit(ConversationId id, Fence fence) {
        return new Commit(id, fence, answer("answer of turn " + fence.turn()), GRACE);
    }

    /** A commit that gives the conversation to a person. */
    public static Commit handOver(ConversationId id, Fence fence) {
        return new Commit(
                id,
                fence,
                draft(Reply.Kind.HANDOVER, PlanPath.HUMAN, "A colleague takes over."),
                GRACE);
    }

    /** A failed attempt, with {@link #RETRIES}. */
    public static Fail fail(ConversationId id, Fence fence) {
        return fail(id, fence, Fail.Next.LATER);
    }

    /** A failed attempt that says whether another is of use. */
    public static Fail fail(ConversationId id, Fence fence, Fail.Next next) {
        return new Fail(id, fence, "model timed out", next, RETRIES, apology(), GRACE);
    }

    /** A resolution by words of farewell. */
    public static Resolve resolve(ConversationId id, long turn) {
        return new Resolve(id, turn, CLOSURE);
    }

    /** An escalation after a turn. */
    public static Escalate escalate(ConversationId id, long turn) {
        return new Escalate(
                id,
                turn,
                draft(Reply.Kind.HANDOVER, PlanPath.HUMAN, "A colleague takes over."),
                GRACE);
    }

    /** A reminder after so long a silence. */
    public static Remind remind(ConversationId id, Duration idleFor) {
        return new Remind(
                id,
                idleFor,
                null,
                draft(Reply.Kind.REMINDER, PlanPath.PLAYBOOK, "Are you still there?"),
                GRACE);
    }

    /** A closing after so long a silence. */
    public static CloseIdle closeIdle(ConversationId id, Duration idleFor) {
        return new CloseIdle(
                id,
                idleFor,
                null,
                draft(Reply.Kind.CLOSING, PlanPath.PLAYBOOK, "This conversation was closed."),
                GRACE);
    }

    /** An operator gives a parked turn to the pipeline again, whatever its age. */
    public static Redrive redrive(ConversationId id, long turn) {
        return new Redrive(id, turn, null, false, GRACE);
    }

    /** An operator lets a parked turn be. */
    public static Discard discard(ConversationId id, long turn) {
        return new Discard(id, turn, "operator-1");
    }

    public static TakeOver takeOver(ConversationId id) {
        return new TakeOver(id, "operator-1", GRACE);
    }

    /** A message of a person of the organization. */
    public static HumanReply humanReply(ConversationId id, String messageId) {
        return new HumanReply(
                id,
                new MessageKey(id.organization(), "people", id.conversation() + "/" + messageId),
                messageId,
                AGENT,
                "text of " + messageId);
    }

    public static StartSending startSending(ConversationId id) {
        return new StartSending(id, SEND_DEADLINE, GRACE);
    }

    /** How the send of a reply ended. */
    public static SettleSending settle(
            ConversationId id, Reply reply, SettleSending.Result result) {
        return new SettleSending(id, reply.outSeq(), reply.delivery().attempts(), result, GRACE);
    }

    public static ReplyDraft answer(String text) {
        return draft(Reply.Kind.ANSWER, PlanPath.PLAYBOOK, text);
    }

    public static ReplyDraft apology() {
        return draft(Reply.Kind.APOLOGY, PlanPath.PLAYBOOK, "Sorry, we could not answer.");
    }

    private static ReplyDraft draft(Reply.Kind kind, PlanPath path, String text) {
        return new ReplyDraft(
                kind,
                AGENT,
                text,
                new ReplyMetadata(
                        path,
                        AGENT.id(),
                        "welcome",
                        "offline",
                        10,
                        5,
                        7,
                        ReplyFacts.NONE.withOffline(true),
                        Map.of()));
    }
}
