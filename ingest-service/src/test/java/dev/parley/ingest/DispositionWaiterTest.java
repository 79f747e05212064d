package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DispositionWaiterTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");
    private static final MessageQuery QUERY = new MessageQuery("acme", "c1", "m1");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final InMemoryConversationStore memory = new InMemoryConversationStore();
    private final CountingStore store = new CountingStore(memory);
    private final ConversationChanges changes = new ConversationChanges();
    private final DispositionWaiter waiter = new DispositionWaiter(store, changes, 3);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        waiter.close();
        callers.shutdownNow();
    }

    @Test
    void withoutWaitingItLooksOnce() {
        memory.apply(Samples.append(ID, "m1"));
        assertThat(waiter.await(QUERY, Duration.ZERO))
                .extracting(MessageTrace::disposition)
                .containsOnlyNulls();
        assertThat(store.looks()).isEqualTo(1);
    }

    /** Clients count their messages from one in every conversation. */
    @Test
    void whoeverNamesAConversationHasNoOtherLookedThrough() {
        for (int i = 1; i <= 100; i++) {
            var id = new ConversationId("acme", "c" + i);
            memory.apply(
                    new Append(
                            id,
                            Samples.PULLED,
                            new MessageKey("acme", "main", id + "/m1"),
                            "m1",
                            Samples.CUSTOMER,
                            "Hello!",
                            null,
                            Samples.GRACE));
        }

        assertThat(waiter.await(QUERY, Duration.ZERO))
                .extracting(trace -> trace.conversation().id())
                .containsExactly(ID);
        assertThat(store.wideLooks()).isZero();
        assertThat(waiter.await(new MessageQuery("acme", null, "m1"), Duration.ZERO))
                .hasSize(ConversationStore.MOST_TRACES);
    }

    @Test
    void messageWithAnEndIsReturnedAtOnce() {
        memory.apply(Samples.append(ID, "m1"));
        memory.apply(Samples.takeOver(ID));
        assertThat(waiter.await(QUERY, LONG)).hasSize(1);
        assertThat(store.looks()).isEqualTo(1);
    }

    @Test
    void endIsSeenWithoutAnybodySayingSo() throws Exception {
        memory.apply(Samples.append(ID, "m1"));
        var answer = waiting(QUERY);
        memory.apply(Samples.takeOver(ID));
        assertThat(answer.get(5, TimeUnit.SECONDS).getFirst().disposition()).isNotNull();
    }

    @Test
    void itWaitsForAMessageThatIsNotStoredYet() throws Exception {
        var answer = waiting(new MessageQuery("acme", null, "m1"));
        memory.apply(Samples.append(ID, "m1"));
        memory.apply(Samples.takeOver(ID));
        assertThat(answer.get(5, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void personsMessageDoesNotStandInForTheCustomersOfTheSameId() throws Exception {
        memory.apply(Samples.append(ID, "m0"));
        memory.apply(Samples.takeOver(ID));
        memory.apply(Samples.humanReply(ID, "m1"));
        var answer = waiting(QUERY);
        await().until(() -> store.looks() > 1);
        assertThat(answer).isNotDone();

        memory.apply(Samples.append(ID, "m1"));

        assertThat(MessageQuery.byConversation(answer.get(5, TimeUnit.SECONDS)).getFirst())
                .extracting(trace -> trace.message().role())
                .containsExactly(Message.Role.USER, Message.Role.HUMAN_AGENT);
    }

    @Test
    void changeIsLookedAtAtOnce() throws Exception {
        memory.apply(Samples.append(ID, "m1"));
        var slow = new DispositionWaiter(store, changes, 1_000_000);
        var crowd = new ArrayList<Future<?>>();
        // So many wait for something else that nobody looks again by itself within seconds.
        for (int i = 0; i < 5_000; i++) {
            var other = new MessageQuery("globex", "c" + i, "m1");
            crowd.add(callers.submit(() -> slow.await(other, LONG)));
        }
        await().until(() -> slow.waiting() == 5_000);
        var answer = callers.submit(() -> slow.await(QUERY, LONG));
        await().until(() -> slow.waiting() == 5_001);

        memory.apply(Samples.takeOver(ID));
        changes.changed(ID);

        assertThat(answer.get(1, TimeUnit.SECONDS).getFirst().disposition()).isNotNull();
        slow.close();
    }

    @Test
    void changeOfAnotherConversationIsNoReasonToLook() {
        memory.apply(Samples.append(ID, "m1"));
        var crowded = new DispositionWaiter(store, changes, 1_000_000);
        for (int i = 0; i < 2_000; i++) {
            var other = new MessageQuery("globex", "c" + i, "m1");
            callers.submit(() -> crowded.await(other, LONG));
        }
        await().until(() -> crowded.waiting() == 2_000 && store.looks() >= 2_000);
        long before = store.looks();
        changes.changed(ID);
        changes.changed(new ConversationId("initech", "c1"));
        changes.changed(new ConversationId("globex", "c1"));
        await().until(() -> store.looks() > before);
        assertThat(store.looks()).isLessThan(before + 1_000);
        crowded.close();
    }

    @Test
    void waitEndsWithWhatIsKnown() {
        memory.apply(Samples.append(ID, "m1"));
        assertThat(waiter.await(QUERY, Duration.ofMillis(150)))
                .singleElement()
                .satisfies(trace -> assertThat(trace.disposition()).isNull());
        assertThat(waiter.waiting()).isZero();
    }

    @Test
    void noMoreThanTheLimitMayWait() {
        for (int i = 0; i < 3; i++) {
            waiting(QUERY);
        }
        await().until(() -> waiter.waiting() == 3);
        assertThatThrownBy(() -> waiter.await(QUERY, LONG))
                .isInstanceOf(TooManyWaitingException.class);
        assertThat(waiter.await(QUERY, Duration.ZERO)).isEmpty();
    }

    @Test
    void outageOfTheStoreDuringAWaitIsWaitedOut() throws Exception {
        memory.apply(Samples.append(ID, "m1"));
        var answer = waiting(QUERY);
        await().until(() -> store.looks() >= 1);
        memory.setReachable(false);
        long down = store.looks();
        await().until(() -> store.looks() > down + 1);
        memory.setReachable(true);
        memory.apply(Samples.takeOver(ID));
        assertThat(answer.get(5, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void outageAtTheEndOfAWaitIsReported() {
        memory.setReachable(false);
        assertThatThrownBy(() -> waiter.await(QUERY, LONG))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(waiter.waiting()).isZero();
    }

    @Test
    void sharedIdIsReturnedAtOnce() {
        memory.apply(Samples.append(ID, "m1"));
        var other = new ConversationId("acme", "c2");
        memory.apply(
                new Append(
                        other,
                        Samples.PULLED,
                        new MessageKey("acme", "main", "c2/m1"),
                        "m1",
                        Samples.CUSTOMER,
                        "text",
                        null,
                        Samples.GRACE));
        assertThat(waiter.await(new MessageQuery("acme", null, "m1"), LONG))
                .extracting(MessageTrace::conversation)
                .extracting(Conversation::id)
                .containsExactly(ID, other);
        assertThat(waiter.await(new MessageQuery("acme", "c2", "m1"), Duration.ZERO)).hasSize(1);
    }

    @Test
    @Timeout(10)
    void afterClosingNobodyWaits() {
        waiter.close();

        assertThat(waiter.await(QUERY, LONG)).isEmpty();
    }

    @Test
    void closingLetsEverybodyGo() throws Exception {
        var answer = waiting(QUERY);
        await().until(() -> waiter.waiting() == 1);
        waiter.close();
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void stopIsNotForGood() throws Exception {
        var answer = waiting(QUERY);
        await().until(() -> waiter.waiting() == 1);
        waiter.stop();
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(waiter.await(QUERY, LONG)).isEmpty();

        waiter.start();

        var later = waiting(QUERY);
        memory.apply(Samples.append(ID, "m1"));
        memory.apply(Samples.takeOver(ID));
        assertThat(later.get(5, TimeUnit.SECONDS)).hasSize(1);
    }

    private Future<List<MessageTrace>> waiting(MessageQuery query) {
        return callers.submit(() -> waiter.await(query, LONG));
    }
}
