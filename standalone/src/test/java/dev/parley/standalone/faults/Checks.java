package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.testkit.Invariants;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The promises that the controls break; each fails by its own name. */
final class Checks {
    private static final int ALL = 1_000;

    private Checks() {}

    /** A message that comes during a turn is answered as soon as the next turn can. */
    static void secondMessagesAreAnsweredPromptly(
            List<SecondMessages.Outcome> outcomes, Duration bound) {
        var late = outcomes.stream().filter(outcome -> outcome.gap().compareTo(bound) > 0).toList();
        require(
                late.isEmpty(),
                "second messages answered late, the bound is " + bound + ": " + late);
    }

    /** The end of a turn leaves another turn's lock where it is. */
    static void lockStaysWithItsTurn(long turn, @Nullable String holder) {
        require(
                Objects.equals(holder, Long.toString(turn)),
                "turn " + turn + " lost its lock; holder: " + holder);
    }

    /** Each reply is about the messages of its own turn. */
    static void repliesAnswerTheirOwnMessages(ConversationStore store, ConversationId id) {
        var messages = store.messages(id, 0, ALL);
        for (var reply : store.replies(id, 0, ALL)) {
            var unquoted =
                    messages.stream()
                            .filter(message -> message.role() == Message.Role.USER)
                            .filter(message ->
                                    message.seq() > reply.from()
                                            && message.seq() <= reply.through())
                            .filter(message ->
                                    !reply.text()
                                            .contains(message.text())) // the offline model quotes
                            .toList();
            require(
                    unquoted.isEmpty(),
                    "the reply of turn " + reply.turn() + " does not answer " + unquoted);
        }
    }

    /** Every message has an end, and what ends it is consistent. */
    static void everyMessageEnds(ConversationStore store, ConversationId id) {
        Invariants.check(store, id);
        var row = store.find(id).orElseThrow();
        require(
                !row.needsProcessing() && row.turn() == null,
                id + " has a message without an end: " + row);
    }

    private static void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(violation);
        }
    }
}
