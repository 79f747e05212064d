package dev.parley.ingest.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.recovery.Recovery;
import dev.parley.conversation.recovery.RecoveryReport;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
    private static final ConversationId CHAT = new ConversationId("acme", "c1");
    private static final List<ConversationId> CHATS =
            List.of(CHAT, new ConversationId("acme", "c2"), new ConversationId("globex", "c1"));

    private final Lane lane = new Lane();
    private final List<InboundMessage> published = new ArrayList<>();

    @Test
    void whatWasAnsweredComesBackAndWhatWasNotIsPublishedAgain() throws Exception {
        lane.send(CHAT, "before");
        lane.answer(CHAT);
        lane.cut();
        lane.send(CHAT, "lost");
        lane.answer(CHAT);
        lane.send(CHAT, "lost and unanswered");

        var report = recover();

        assertThat(report.replies()).isEqualTo(1);
        assertThat(report.messages()).isEqualTo(1);
        assertThat(published)
                .extracting(InboundMessage::messageId)
                .containsExactly("lost and unanswered");
        assertThat(texts(lane.left, CHAT)).containsExactlyElementsOf(texts(lane.whole, CHAT));
        Invariants.check(lane.left, CHAT);
    }

    @Test
    void theSameAgainChangesNothing() throws Exception {
        lane.cut();
        lane.send(CHAT, "lost");
        lane.answer(CHAT);
        recover();
        published.clear();

        var again = recover();

        assertThat(again).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(published).isEmpty();
    }

    @Test
    void nothingLostIsNothingDone() throws Exception {
        lane.send(CHAT, "m1");
        lane.answer(CHAT);
        lane.takeOver(CHAT);

        assertThat(recover()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatWasErasedStaysErased() throws Exception {
        lane.send(CHAT, "m1");
        lane.answer(CHAT);
        lane.cut();
        lane.send(CHAT, "m2");
        lane.answer(CHAT);
        lane.erase(CHAT);

        var report = recover();

        assertThat(report.erased()).isEqualTo(1);
        assertThat(published).isEmpty();
        assertThat(lane.left.messages(CHAT, 0, 10)).isEmpty();
        assertThat(lane.left.find(CHAT.successor())).isEmpty();
    }

    @Test
    void whoeverHadTakenItOverHasItAgain() throws Exception {
        lane.send(CHAT, "m1");
        lane.answer(CHAT);
        lane.cut();
        lane.takeOver(CHAT);
        lane.send(CHAT, "to Kim");

        var report = recover();

        assertThat(report.takenOver()).isEqualTo(1);
        assertThat(lane.left.find(CHAT).orElseThrow().status()).isEqualTo(Status.PENDING_HUMAN);
        lane.append(published.getFirst());
        assertThat(lane.left.dispositions(CHAT, 10))
                .extracting(Disposition::kind)
                .containsExactly(Disposition.Kind.ANSWERED, Disposition.Kind.HUMAN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappenedNothingIsLostAndNothingDoubled(long seed) throws Exception {
        var random = new Random(seed);
        for (int run = 0; run < 40; run++) {
            var fresh = new Lane();
            int cut = random.nextInt(30);
            for (int action = 0; action < 30; action++) {
                if (action == cut) {
                    fresh.cut();
                }
                act(fresh, random, "m" + action);
            }
            assertNothingLostNorDoubled(fresh, random);
        }
    }

    private static void act(Lane lane, Random random, String message) {
        var chat = CHATS.get(random.nextInt(CHATS.size()));
        switch (random.nextInt(20)) {
            case 0 -> lane.erase(chat);
            case 1 -> lane.takeOver(chat);
            case 2, 3, 4, 5, 6, 7, 8 -> lane.answer(chat);
            default -> lane.send(chat, message);
        }
    }

    private void assertNothingLostNorDoubled(Lane lane, Random random) throws Exception {
        if (random.nextBoolean()) { // the pipeline has gone on before anybody noticed
            for (var chat : CHATS) {
                lane.clock.advance(Duration.ofSeconds(1));
                Lane.answer(lane.left, chat);
            }
        }
        var again = new ArrayList<InboundMessage>();
        recover(lane, again);
        again.forEach(lane::append);
        for (var message : lane.inbound()) {
            assertThat(isErasedOrDisposable(lane, message)).as("%s", message).isTrue();
        }
        for (var chat : CHATS) {
            for (var id = chat; lane.left.find(id).isPresent(); id = id.successor()) {
                lane.clock.advance(Duration.ofSeconds(1));
                Lane.answer(lane.left, id);
                if (lane.left.find(id).orElseThrow().status() != Status.ERASED) {
                    Invariants.check(lane.left, id);
                }
                var words = lane.left.replies(id, 0, 100).stream().map(Reply::committedAt).toList();
                assertThat(words).doesNotHaveDuplicates();
            }
        }
        assertThat(recover(lane, again).replies()).as("a second recovery").isZero();
    }

    /** Stored exactly once, or gone for good in both. */
    private static boolean isErasedOrDisposable(Lane lane, InboundMessage message) {
        var organization = message.conversation().organization();
        long here = count(lane.left, organization, message);
        long there = count(lane.whole, organization, message);
        return here == there;
    }

    private static long count(
            ConversationStore store, String organization, InboundMessage message) {
        return store.trace(organization, message.messageId()).stream()
                .filter(trace ->
                        trace.conversation().id().first().equals(message.conversation().first()))
                .count();
    }

    private RecoveryReport recover() throws InterruptedException {
        return recover(lane, published);
    }

    private static RecoveryReport recover(Lane lane, List<InboundMessage> published)
            throws InterruptedException {
        var recovery =
                new Recovery(
                        lane,
                        lane.left,
                        nobody(),
                        new RecordingTriggers(),
                        published::add,
                        Samples.GRACE,
                        Duration.ZERO);
        return recovery.run(Instant.EPOCH);
    }

    private static List<String> texts(ConversationStore store, ConversationId id) {
        var known = store.messages(id, 0, 100).stream().map(Message::text).toList();
        return known.stream().filter(text -> !text.contains("unanswered")).toList();
    }

    private static Organizations nobody() {
        return new Organizations() {
            @Override
            public Optional<Organization> find(String organization) {
                return Optional.empty();
            }

            @Override
            public Collection<Organization> all() {
                return List.of();
            }
        };
    }
}
