package dev.parley.standalone.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.ConversationView;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import dev.parley.standalone.client.MessageView.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {
    @Test
    void conversationWithOneReplyPerTurnHasNoFindings() {
        assertThat(
                        check(
                                List.of(answered("m1", 1), answered("m2", 2)),
                                user("m1"),
                                reply("r1", 1),
                                user("m2"),
                                reply("r2", 2)))
                .isEmpty();
    }

    @Test
    void messagesMergedIntoOneTurnNeedOneReply() {
        var merged = new Played("m1", true, Fate.MERGED, 1L, "r1");
        assertThat(
                        check(
                                List.of(merged, answered("m2", 1)),
                                user("m1"),
                                user("m2"),
                                reply("r1", 1)))
                .isEmpty();
    }

    @Test
    void messageForAPersonNeedsNoReply() {
        var human = new Played("m2", true, Fate.HUMAN, null, null);
        assertThat(check(List.of(answered("m1", 1), human), user("m1"), reply("r1", 1), user("m2")))
                .isEmpty();
    }

    @Test
    void handOverIsTheReplyOfItsTurn() {
        var human = new Played("m1", true, Fate.HUMAN, 1L, "r1");
        assertThat(check(List.of(human), user("m1"), reply("r1", 1))).isEmpty();
    }

    @Test
    void acceptedMessageWithoutDispositionIsLost() {
        assertThat(check(List.of(new Played("m1", true, null, null, null)), user("m1")))
                .singleElement()
                .isEqualTo(Finding.lost("message m1 was accepted and has no disposition"));
    }

    @Test
    void messageThatWasNeverAcceptedIsNotLost() {
        assertThat(check(List.of(new Played("m1", false, null, null, null)))).isEmpty();
    }

    @Test
    void messageThatIsNotStoredIsLostOnce() {
        assertThat(check(List.of(answered("m1", 1))))
                .singleElement()
                .extracting(Finding::kind)
                .isEqualTo(Finding.Kind.LOST);
    }

    @Test
    void conversationThatTheServerDoesNotKnowLosesItsMessages() {
        assertThat(Audit.check(List.of(answered("m1", 1)), null))
                .singleElement()
                .isEqualTo(Finding.lost("message m1 has a disposition but is not stored"));
    }

    @Test
    void answeredMessageWithoutReplyIsLost() {
        assertThat(check(List.of(answered("m1", 1)), user("m1")))
                .singleElement()
                .isEqualTo(Finding.lost("message m1 counts as answered and has no reply"));
    }

    @Test
    void messageStoredTwiceIsADuplicate() {
        assertThat(check(List.of(answered("m1", 1)), user("m1"), user("m1"), reply("r1", 1)))
                .singleElement()
                .isEqualTo(Finding.duplicate("message m1 is stored 2 times"));
    }

    @Test
    void messageThatNobodySentIsADuplicate() {
        assertThat(check(List.of(answered("m1", 1)), user("m1"), user("m1-copy"), reply("r1", 1)))
                .singleElement()
                .isEqualTo(Finding.duplicate("message m1-copy is stored and was never sent"));
    }

    @Test
    void secondReplyOfATurnIsADuplicate() {
        assertThat(check(List.of(answered("m1", 1)), user("m1"), reply("r1", 1), reply("r2", 1)))
                .singleElement()
                .isEqualTo(Finding.duplicate("turn 1 has a second reply, r2"));
    }

    @Test
    void replyOfATurnThatAnsweredNothingIsADuplicate() {
        assertThat(check(List.of(answered("m1", 1)), user("m1"), reply("r1", 1), reply("r2", 2)))
                .singleElement()
                .isEqualTo(Finding.duplicate("reply r2 of turn 2 answers none of the messages"));
    }

    @Test
    void lateReplyToALostMessageIsNotADuplicateToo() {
        var lost = new Played("m1", true, null, null, null);
        assertThat(check(List.of(lost), user("m1"), reply("r1", 1)))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.LOST);
    }

    @Test
    void messagesOutsideTheWindowAreNotMissed() {
        var rows = new ArrayList<MessageView>();
        var sent = new ArrayList<Played>();
        for (var turn = 1; turn <= 150; turn++) {
            sent.add(answered("m" + turn, turn));
            rows.add(user("m" + turn));
            rows.add(reply("r" + turn, turn));
        }
        var newest = rows.subList(rows.size() - ConversationView.WINDOW, rows.size());
        assertThat(Audit.check(sent, view(newest))).isEmpty();
    }

    private static List<Finding> check(List<Played> sent, MessageView... stored) {
        return Audit.check(sent, view(Arrays.asList(stored)));
    }

    private static ConversationView view(List<MessageView> stored) {
        return new ConversationView("shop", "c1", "OPEN", false, stored);
    }

    private static Played answered(String id, long turn) {
        return new Played(id, true, Fate.ANSWERED, turn, "r" + turn);
    }

    private static MessageView user(String id) {
        return message(id, "user", null);
    }

    private static MessageView reply(String id, long turn) {
        return message(id, "assistant", new Metadata(turn, "ANSWER", "PLAYBOOK", "offline"));
    }

    private static MessageView message(String id, String role, @Nullable Metadata metadata) {
        return new MessageView(1, id, role, "text", metadata);
    }
}
