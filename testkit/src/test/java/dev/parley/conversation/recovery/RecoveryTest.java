package dev.parley.conversation.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Events;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.DelegatingStore;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
    private static final ConversationId CHAT = new ConversationId("acme", "c1");
    private static final List<ConversationId> CHATS =
            List.of(CHAT, new ConversationId("acme", "c2"), new ConversationId("globex", "c1"));

    private static final RecoveryReport NOTHING = new RecoveryReport(0, 0, 0, 0, 0, 0, 0, 0);
    private static final int MOST_RUNS = 10;

    /** What a recovery is tried without. */
    enum Protection {
        NONE,
        /** Replies are put back, and not given again. */
        PUTTING_BACK,
        /** Replies are put back before messages are published. */
        ORDER,
        /** What was not answered is published. */
        PUBLISHING,
        /** Erasures are done again, and what came before them stays away. */
        ERASURES
    }

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

        assertThat(again).isEqualTo(NOTHING);
        assertThat(published).isEmpty();
    }

    @Test
    void nothingLostIsNothingDone() throws Exception {
        lane.send(CHAT, "m1");
        lane.answer(CHAT);
        lane.takeOver(CHAT);

        assertThat(recover()).isEqualTo(NOTHING);
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

    /** What waits for others is left for the next run, and is not answered a second time. */
    @Test
    void messagesOfAReplyThatHasNoPlaceYetAreNotPublished() throws Exception {
        lane.send(CHAT, "before");
        lane.cut();
        lane.answer(CHAT);
        lane.send(CHAT, "lost");
        lane.answer(CHAT);
        lane.left.apply(Samples.append(CHAT, "newer"));

        var first = recover();
        assertThat(first.behind()).isEqualTo(2);
        assertThat(published).isEmpty();

        lane.clock.advance(Duration.ofSeconds(1));
        Lane.answer(lane.left, CHAT);
        var second = recover();
        assertThat(second.behind()).isZero();
        assertThat(second.superseded()).as("it was answered anew meanwhile").isEqualTo(1);
        assertThat(second.replies()).isEqualTo(1);
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappenedNothingIsLostAndNothingDoubled(long seed) throws Exception {
        cutAnywhere(seed, Protection.NONE);
    }

    /** The negative control. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withoutAProtectionTheSameRunsFindTheHarm(Protection missing) {
        assertThatThrownBy(() -> cutAnywhere(1, missing))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        switch (missing) {
                            case PUTTING_BACK -> "answered twice";
                            case ORDER, PUBLISHING, ERASURES ->
                                    "stored as often as before the loss";
                            case NONE -> throw new IllegalArgumentException("nothing is missing");
                        });
    }

    private static void cutAnywhere(long seed, Protection missing) throws Exception {
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
            assertNothingLostNorDoubled(fresh, random, missing);
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

    private static void assertNothingLostNorDoubled(Lane lane, Random random, Protection missing)
            throws Exception {
        if (random.nextBoolean()) { // the pipeline has gone on before anybody noticed
            answerAll(lane);
        }
        var answeredBefore =
                lane.inbound().stream()
                        .filter(message ->
                                traces(lane.left, message).anyMatch(RecoveryTest::isDisposed))
                        .collect(Collectors.toSet());
        if (missing == Protection.ORDER) {
            lane.inbound().stream()
                    .filter(message -> traces(lane.left, message).findAny().isEmpty())
                    .forEach(lane::append);
            answerAll(lane);
        }
        recoverUntilNothingWaits(lane, missing);
        for (var message : lane.inbound()) {
            assertThat(traces(lane.left, message))
                    .as("%s: stored as often as before the loss", message)
                    .hasSize((int) traces(lane.whole, message).count());
        }
        assertNobodyIsAnsweredTwice(lane, answeredBefore);
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
        assertThat(recover(lane, new ArrayList<>(), Protection.NONE).replies())
                .as("a second recovery")
                .isZero();
    }

    /** As the operator does while replies are behind; the pipeline goes on meanwhile. */
    private static void recoverUntilNothingWaits(Lane lane, Protection missing) throws Exception {
        RecoveryReport report;
        int runs = 0;
        do {
            var again = new ArrayList<InboundMessage>();
            report = recover(lane, again, missing);
            again.forEach(lane::append);
            answerAll(lane);
            runs++;
        } while (report.behind() > 0 && runs < MOST_RUNS);
        assertThat(report.behind()).as("replies without a place").isZero();
    }

    /** Who has seen a reply sees no other one to it, unless that came before anybody noticed. */
    private static void assertNobodyIsAnsweredTwice(Lane lane, Set<InboundMessage> answeredBefore) {
        for (var told : lane.replies()) {
            var ids = told.reply().metadata().facts().answers();
            var answered = Set.copyOf(ids);
            lane.inbound().stream()
                    .filter(message -> message.conversation().equals(told.conversation()))
                    .filter(message -> answered.contains(message.messageId()))
                    .filter(message -> !answeredBefore.contains(message))
                    .flatMap(message -> traces(lane.left, message))
                    .flatMap(trace -> Stream.ofNullable(trace.reply()))
                    .forEach(reply ->
                            assertThat(reply.committedAt())
                                    .as("%s is answered twice", ids)
                                    .isEqualTo(told.reply().committedAt()));
        }
    }

    private static void answerAll(Lane lane) {
        for (var chat : CHATS) {
            lane.clock.advance(Duration.ofSeconds(1));
            Lane.answer(lane.left, chat);
        }
    }

    private static boolean isDisposed(MessageTrace trace) {
        return trace.disposition() != null;
    }

    private static Stream<MessageTrace> traces(ConversationStore store, InboundMessage message) {
        return store.trace(message.conversation().organization(), message.messageId()).stream()
                .filter(trace ->
                        trace.conversation().id().first().equals(message.conversation().first()));
    }

    private RecoveryReport recover() throws InterruptedException {
        return recover(lane, published, Protection.NONE);
    }

    private static RecoveryReport recover(
            Lane lane, List<InboundMessage> published, Protection missing)
            throws InterruptedException {
        var recovery =
                new Recovery(
                        missing == Protection.ERASURES ? withoutErasures(lane) : lane,
                        missing == Protection.PUTTING_BACK
                                ? new ForgetfulStore(lane.left)
                                : lane.left,
                        nobody(),
                        new RecordingTriggers(),
                        missing == Protection.PUBLISHING ? _ -> {} : published::add,
                        Samples.GRACE,
                        Duration.ZERO);
        return recovery.run(Instant.EPOCH);
    }

    private static TopicHistory withoutErasures(Lane lane) {
        return since -> {
            var told = lane.since(since);
            return new TopicHistory.Told(
                    told.inbound(),
                    told.replies(),
                    told.events().stream()
                            .filter(event -> event.kind() != Events.Kind.ERASED)
                            .toList(),
                    0);
        };
    }

    /** A store that takes every reply for known. */
    private static final class ForgetfulStore extends DelegatingStore {
        ForgetfulStore(ConversationStore store) {
            super(store);
        }

        @Override
        @SuppressWarnings("unchecked") // a step that puts back has such an outcome
        public <O> O apply(Step<O> step) {
            return step instanceof PutBack ? (O) new PutBack.Outcome.Known() : super.apply(step);
        }
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
