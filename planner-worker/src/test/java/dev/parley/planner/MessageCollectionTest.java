package dev.parley.planner;

import static dev.parley.planner.Fixture.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Message;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Begin;
import dev.parley.testkit.Samples;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps 3.1 to 3.3: what a turn answers, and what it sees besides. */
class MessageCollectionTest {
    private final Fixture fixture = new Fixture();

    @Test
    void step31MessageFromBeforeTheReplyIsUnansweredWhenTheTurnDidNotReadIt() {
        fixture.receive("m1", "Hello");
        var turn = begin();
        fixture.receive("m2", "One more thing");
        fixture.store.apply(Samples.commit(ID, turn.fence()));

        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans().getLast())
                .satisfies(plan -> {
                    assertThat(plan.turn()).isEqualTo(2);
                    assertThat(plan.from()).isEqualTo(1);
                    assertThat(plan.through()).isEqualTo(2);
                });
    }

    @Test
    void step31BurstLongerThanTheContextIsWhole() {
        var first = fixture.worker.receive(fixture.message("m1", "word1"));
        IntStream.rangeClosed(2, 60)
                .forEach(i -> fixture.worker.receive(fixture.message("m" + i, "word" + i)));

        fixture.worker.advance(first);

        assertThat(fixture.triggers.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.through()).isEqualTo(60));
        assertThat(begun().messages()).hasSize(60);
    }

    @Test
    void step32UnansweredMessagesAreLookedForTogether() {
        var first = fixture.worker.receive(fixture.message("m1", "My parcel is late."));
        fixture.worker.receive(fixture.message("m2", "What can I do?"));

        fixture.worker.advance(first);

        assertThat(fixture.search.queries)
                .containsExactly("acme: My parcel is late. What can I do?");
    }

    @Test
    void step32NothingUnansweredIsNoTurn() {
        fixture.receive("m1", "Hello");
        fixture.store.apply(Samples.commit(ID, begin().fence()));

        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans()).hasSize(1);
    }

    @Test
    void step33ContextIsTheLastTwentyMessages() {
        for (int i = 1; i <= 15; i++) {
            fixture.receive("m" + i, "question " + i);
            fixture.store.apply(Samples.commit(ID, begin().fence()));
        }
        fixture.receive("last", "And now?");

        var messages = begun().messages();

        assertThat(messages).hasSize(20);
        assertThat(messages.getLast().text()).isEqualTo("And now?");
        assertThat(messages).isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
    }

    @Test
    void queryKeepsTheNewestWords() {
        var words = IntStream.range(0, 500).mapToObj(i -> "w" + i).toList();
        var messages = List.of(message(1, String.join(" ", words)), message(2, " the \n end "));

        var query = query(messages).split(" ");

        assertThat(query).hasSize(RetrievalQuery.MAX_WORDS).endsWith("w499", "the", "end");
        assertThat(query(List.of(message(1, "  ")))).isEmpty();
    }

    private Message message(long seq, String text) {
        return new Message(
                seq,
                "m" + seq,
                Message.Role.USER,
                Samples.CUSTOMER,
                text,
                null,
                fixture.clock.instant());
    }

    private Turn begin() {
        return begun().turn();
    }

    private Begin.Outcome.Begun begun() {
        var turn = Objects.requireNonNull(fixture.row().turn());
        return (Begin.Outcome.Begun) fixture.store.apply(Samples.begin(ID, turn));
    }

    private static String query(List<Message> messages) {
        return new MessageReading(Samples.READING).query("acme", messages);
    }
}
