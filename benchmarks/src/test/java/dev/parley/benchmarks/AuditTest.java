package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Participant;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void answeredMessagesAreWell() {
        var audit =
                Audit.check(
                        2,
                        List.of(message(1, "m1"), message(3, "m2")),
                        List.of(answered(0, 1, 1), answered(1, 3, 2)),
                        List.of(reply(1), reply(2)));

        assertThat(audit).isEqualTo(new Audit(2, 2, 0, 0));
    }

    @Test
    void anAcceptedMessageThatIsNotStoredIsLost() {
        assertThat(Audit.check(1, List.of(), List.of(), List.of()).lost()).isEqualTo(1);
    }

    @Test
    void aStoredMessageWithoutDispositionIsLost() {
        var audit = Audit.check(1, List.of(message(1, "m1")), List.of(), List.of());

        assertThat(audit.lost()).isEqualTo(1);
    }

    @Test
    void answeredWithoutAReplyIsLost() {
        var audit =
                Audit.check(1, List.of(message(1, "m1")), List.of(answered(0, 1, 1)), List.of());

        assertThat(audit.lost()).isEqualTo(1);
    }

    @Test
    void whatAPersonGotIsNeitherAnsweredNorLost() {
        var human = new Disposition(0, 1, Disposition.Kind.HUMAN, 1L, null, NOW);
        var audit = Audit.check(1, List.of(message(1, "m1")), List.of(human), List.of(reply(1)));

        assertThat(audit).isEqualTo(new Audit(1, 0, 0, 0));
    }

    @Test
    void aMessageStoredTwiceIsADuplicate() {
        var audit =
                Audit.check(
                        1,
                        List.of(message(1, "m1"), message(2, "m1")),
                        List.of(answered(0, 2, 1)),
                        List.of(reply(1)));

        assertThat(audit.duplicates()).isEqualTo(1);
    }

    @Test
    void aSecondReplyIsADuplicateWhetherOfTheSameTurnOrOfNoMessage() {
        var messages = List.of(message(1, "m1"));
        var ends = List.of(answered(0, 1, 1));

        assertThat(Audit.check(1, messages, ends, List.of(reply(1), reply(1))).duplicates())
                .isEqualTo(1);
        assertThat(Audit.check(1, messages, ends, List.of(reply(1), reply(2))).duplicates())
                .isEqualTo(1);
    }

    private static Message message(long seq, String id) {
        var author = new Participant("customer", null, List.of());
        return new Message(seq, id, Message.Role.USER, author, "Hello", null, NOW);
    }

    private static Disposition answered(long from, long through, long turn) {
        return new Disposition(from, through, Disposition.Kind.ANSWERED, turn, null, NOW);
    }

    private static Reply reply(long turn) {
        var metadata =
                new ReplyMetadata(
                        PlanPath.PLAYBOOK, null, null, null, 0, 0, 0, ReplyFacts.NONE, Map.of());
        return new Reply(
                turn,
                "r" + turn,
                2 * turn,
                turn,
                0,
                1,
                0,
                Reply.Kind.ANSWER,
                "Hi",
                metadata,
                NOW,
                DeliveryState.BORN_SENT);
    }
}
