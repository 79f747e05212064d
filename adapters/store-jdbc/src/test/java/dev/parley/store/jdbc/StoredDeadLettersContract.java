package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Purging;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.turn.Erase;
import dev.parley.testkit.DeadLettersContract;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters that lie beside their conversations, on either database. */
abstract class StoredDeadLettersContract extends DeadLettersContract {
    final SettableClock clock = new SettableClock();

    /** The store that is open for the test. */
    abstract JdbcConversationStore store();

    @Test
    void erasedConversationLeavesNoLetterEither() {
        letters().keep(turn(CHAT, 1, AT));
        letters().keep(turn(ELSEWHERE, 1, AT));
        store().apply(Samples.append(CHAT, "m1"));

        store().apply(new Erase(CHAT));
        assertThat(new Purging(store()).purge(CHAT)).isTrue();

        assertThat(letters().list(DeadLetterQuery.of(null, 10)))
                .extracting(DeadLetter::conversationId)
                .containsExactly(ELSEWHERE);
    }

    @Test
    void letterOnItsWayAtTheErasureIsRefused() {
        store().apply(Samples.append(CHAT, "m1"));
        store().apply(new Erase(CHAT));

        assertThat(letters().keep(poisoned(CHAT, now()))).isFalse();
        assertThat(letters().keep(turn(CHAT, 1, now().plusSeconds(60))))
                .as("its record is from before")
                .isFalse();
        assertThat(letters().list(DeadLetterQuery.of(null, 10))).isEmpty();
        assertThat(letters().keep(turn(ELSEWHERE, 1, AT))).as("of one that goes on").isTrue();
        assertThat(letters().keep(poisoned(CHAT, now().plusMillis(1))))
                .as("of a record from after it")
                .isTrue();
    }

    private static DeadLetter poisoned(ConversationId id, Instant at) {
        return DeadLetter.open(
                id,
                null,
                "planner",
                "no Avro at all",
                at,
                new GivenUpRecord("parley.inbound", 1, 9, at, null, null, List.of()));
    }

    @Override
    protected DeadLetters letters() {
        return new JdbcDeadLetters(store().database());
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
