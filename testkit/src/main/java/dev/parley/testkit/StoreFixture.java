package dev.parley.testkit;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Instances;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Share;
import dev.parley.conversation.Turn;
import dev.parley.conversation.recovery.StoreMarks;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** What the parts of the contract ask of the store under test, and the usual steps in one call. */
interface StoreFixture {
    ConversationId CHAT = new ConversationId("acme", "chat-1");

    /** No due moment of these tests lies further ahead, unless another clock wrote it. */
    Duration HORIZON = Duration.ofHours(1);

    ConversationId OTHER_CHAT = new ConversationId("acme", "chat-2");

    /** The same conversation id as {@link #CHAT}, of another organization. */
    ConversationId SAME_CHAT_ELSEWHERE = new ConversationId("globex", "chat-1");

    /** The store under test, empty at the beginning of each test. */
    ConversationStore store();

    /** The instances of the store under test, none at the beginning of each test. */
    Instances instances();

    /** The marks of the store under test, none at the beginning of each test. */
    StoreMarks marks();

    /** Moves store time forward. */
    void advance(Duration duration);

    /** What store time is. */
    Instant now();

    default Append.Outcome.Appended append(ConversationId id, String messageId) {
        return append(id, Samples.PULLED, messageId);
    }

    default Append.Outcome.Appended append(ConversationId id, Channel channel, String messageId) {
        return (Append.Outcome.Appended) store().apply(Samples.append(id, channel, messageId));
    }

    default Claim.Outcome.Claimed claim(ConversationId id) {
        return (Claim.Outcome.Claimed) store().apply(Samples.wakeup(id));
    }

    /** Claims and begins. */
    default Begin.Outcome.Begun begin(ConversationId id) {
        return (Begin.Outcome.Begun) store().apply(Samples.begin(id, claim(id).turn()));
    }

    /** Claims, begins and commits an answer. */
    default Commit.Outcome.Committed answer(ConversationId id) {
        return (Commit.Outcome.Committed)
                store().apply(Samples.commit(id, begin(id).turn().fence()));
    }

    /** Appends to a pushed channel and answers. */
    default Reply pushedReply(ConversationId id, String messageId) {
        append(id, Samples.PUSHED, messageId);
        return answer(id).reply();
    }

    /** Ids of what is overdue, in the store's order. */
    default List<ConversationId> overdue() {
        return store().overdue(Share.ALL, HORIZON, null, 1000).entries().stream()
                .map(Overdue.Entry::conversation)
                .toList();
    }

    default Conversation row(ConversationId id) {
        return store().find(id).orElseThrow();
    }

    /** A step that gives the conversation another open turn, as another clock would have it. */
    static Step<Conversation> withTurn(ConversationId id, Turn turn) {
        return step(
                id,
                (situation, _) -> {
                    var row = situation.conversation().orElseThrow().withTurn(turn).nextVersion();
                    return Decision.of(row, new Change.SaveConversation(row));
                });
    }

    /** A step that decides as the function says. */
    static <O> Step<O> step(
            ConversationId id, BiFunction<Situation, Instant, Decision<O>> decision) {
        return new Step<>() {
            @Override
            public ConversationId conversation() {
                return id;
            }

            @Override
            public Decision<O> decide(Situation situation, Instant now) {
                return decision.apply(situation, now);
            }
        };
    }
}
