package dev.parley.conversation.recovery;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Message;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.TakeOver;
import dev.parley.conversation.turn.Unanswered;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline whose store can lose its newest commits: everything is done to the store that knows
 * all of it, and to the one that is left only until the cut. The topics remember everything.
 */
final class Lane implements TopicHistory {
    final SettableClock clock = new SettableClock();
    final ConversationStore whole = new InMemoryConversationStore(clock);
    final ConversationStore left = new InMemoryConversationStore(clock);

    private final List<InboundMessage> inbound = new ArrayList<>();
    private final List<ToldReply> replies = new ArrayList<>();
    private final List<ToldEvent> events = new ArrayList<>();
    private boolean cut;

    /** From here on the store that is left knows nothing. */
    void cut() {
        cut = true;
    }

    void send(ConversationId id, String message) {
        tick();
        var sent = Samples.append(id, message);
        var accepted =
                new InboundMessage(
                        id,
                        sent.channel(),
                        message,
                        sent.key(),
                        sent.author(),
                        sent.text(),
                        null,
                        clock.instant());
        inbound.add(accepted);
        append(whole, accepted);
        if (!cut) {
            append(left, accepted);
        }
    }

    /** Answers what is unanswered, if anything is. */
    void answer(ConversationId id) {
        tick();
        var committed = answer(whole, id);
        if (committed != null) {
            replies.add(new ToldReply(id, committed.reply()));
        }
        if (!cut) {
            answer(left, id);
        }
    }

    void erase(ConversationId id) {
        tick();
        if (whole.apply(new Erase(id)) instanceof Erase.Outcome.Erased) {
            tell(id, Events.Kind.ERASED, Map.of("reason", "asked for"));
        }
        if (!cut) {
            left.apply(new Erase(id));
        }
    }

    void takeOver(ConversationId id) {
        tick();
        var takeOver = new TakeOver(id, "kim", Samples.GRACE);
        if (whole.apply(takeOver) instanceof TakeOver.Outcome.TakenOver) {
            tell(id, Events.Kind.TAKEN_OVER, Map.of("by", "kim"));
        }
        if (!cut) {
            left.apply(takeOver);
        }
    }

    /** What a planner does with a record that is published again. */
    void append(InboundMessage message) {
        append(left, message);
    }

    /** Everything the customers sent. */
    List<InboundMessage> inbound() {
        return List.copyOf(inbound);
    }

    List<ToldReply> replies() {
        return List.copyOf(replies);
    }

    private void tell(ConversationId id, Events.Kind kind, Map<String, String> detail) {
        events.add(new ToldEvent(id, kind, clock.instant(), detail));
    }

    private void tick() {
        clock.advance(Duration.ofSeconds(1));
    }

    private static void append(ConversationStore store, InboundMessage message) {
        var id = message.conversation();
        while (store.apply(Samples.append(id, message.messageId()))
                instanceof Append.Outcome.Over over) {
            id = over.successor();
        }
    }

    static Commit.Outcome.@Nullable Committed answer(ConversationStore store, ConversationId id) {
        if (!(store.apply(Samples.wakeup(id)) instanceof Claim.Outcome.Claimed claimed)
                || !(store.apply(Samples.begin(id, claimed.turn()))
                        instanceof Begin.Outcome.Begun begun)) {
            return null;
        }
        var fence = begun.turn().fence();
        List<Message> answered = Unanswered.in(begun.messages(), begun.turn());
        var draft = Samples.answer("answer " + fence.turn() + " in " + id).answering(answered);
        return (Commit.Outcome.Committed) store.apply(new Commit(id, fence, draft, Samples.GRACE));
    }

    @Override
    public Told since(Instant since) {
        return new Told(
                inbound.stream().filter(each -> !each.receivedAt().isBefore(since)).toList(),
                replies.stream()
                        .filter(each -> !each.reply().committedAt().isBefore(since))
                        .toList(),
                events.stream().filter(each -> !each.at().isBefore(since)).toList(),
                0);
    }
}
