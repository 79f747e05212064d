package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.deadletter.GivenUpRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} does. An adapter's own test extends this. */
public abstract class DeadLettersContract {
    /** When letters were written. */
    protected static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    /** A conversation with letters. */
    protected static final ConversationId CHAT = new ConversationId("acme", "chat-1");

    /** One of another organization. */
    protected static final ConversationId ELSEWHERE = new ConversationId("globex", "chat-1");

    /** The letters under test, none at the beginning of each test. */
    protected abstract DeadLetters letters();

    /** What store time is. */
    protected abstract Instant now();

    @Test
    void letterIsKeptWithEveryByte() {
        var letter = turn(CHAT, 3, AT);

        assertThat(letters().keep(letter)).isTrue();

        var found = letters().find("acme", letter.id()).orElseThrow();
        assertThat(found).isEqualTo(letter);
        assertThat(found.conversationId()).isEqualTo(CHAT);
    }

    @Test
    void recordWithoutKeyValueOrOrganizationIsKept() {
        var letter =
                DeadLetter.open(
                        null,
                        null,
                        "planner",
                        "the record has no key",
                        AT,
                        new GivenUpRecord("parley.inbound", 1, 9, AT, null, null, List.of()));

        letters().keep(letter);

        assertThat(letters().find(null, letter.id()).orElseThrow()).isEqualTo(letter);
    }

    @Test
    void turnIsOneLetterHoweverManyRecordsReportIt() {
        var first = turn(CHAT, 3, AT);
        var again =
                DeadLetter.open(
                        CHAT, 3L, "executor", "another cause", AT.plusSeconds(1), record(77));
        assertThat(again.id()).isEqualTo(first.id());

        assertThat(letters().keep(first)).isTrue();
        assertThat(letters().keep(again)).isFalse();

        assertThat(letters().list(DeadLetterQuery.of(null, 10)))
                .extracting(DeadLetter::cause)
                .containsExactly(first.cause());
    }

    @Test
    void recordsAreToldApartByTheirPlace() {
        letters().keep(poison(1));
        letters().keep(poison(2));
        letters().keep(poison(2));

        assertThat(letters().list(DeadLetterQuery.of(null, 10))).hasSize(2);
        assertThat(turn(ELSEWHERE, 3, AT).id()).isNotEqualTo(turn(CHAT, 3, AT).id());
    }

    @Test
    void letterThatComesAgainKeepsItsDecision() {
        var letter = poison(1);
        letters().keep(letter);

        var decided = letters().decide(letter.id(), DeadLetterState.REDRIVEN, "ops").orElseThrow();

        assertThat(decided.decision())
                .isEqualTo(new DeadLetter.Decision(DeadLetterState.REDRIVEN, now(), "ops"));
        assertThat(letters().keep(letter)).isFalse();
        assertThat(letters().find(null, letter.id()).orElseThrow().decision())
                .isEqualTo(decided.decision());
        assertThat(letters().decide("0".repeat(32), DeadLetterState.DISCARDED, "ops")).isEmpty();
    }

    @Test
    void organizationFindsItsOwnLettersOnly() {
        var ours = turn(CHAT, 1, AT);
        var theirs = turn(ELSEWHERE, 1, AT);
        var nobodys = poison(1);
        List.of(ours, theirs, nobodys).forEach(letters()::keep);

        assertThat(letters().find("acme", ours.id())).isPresent();
        assertThat(letters().find("acme", theirs.id())).isEmpty();
        assertThat(letters().find("acme", nobodys.id())).isEmpty();
        assertThat(letters().find(null, nobodys.id())).isPresent();
        assertThat(ids(DeadLetterQuery.of("acme", 10))).containsExactly(ours.id());
        assertThat(ids(DeadLetterQuery.of(null, 10)))
                .containsExactlyInAnyOrder(ours.id(), theirs.id(), nobodys.id());
    }

    @Test
    void lettersAreFoundByWhatIsAskedFor() {
        var early = turn(CHAT, 1, AT);
        var late = turn(CHAT, 2, AT.plusSeconds(60));
        var poison = poison(1);
        List.of(early, late, poison).forEach(letters()::keep);
        letters().decide(late.id(), DeadLetterState.DISCARDED, "ops");

        assertThat(ids(query("MODEL timed", null, null, null, null)))
                .containsExactly(early.id(), late.id());
        assertThat(ids(query("100%_!", null, null, null, null))).containsExactly(poison.id());
        assertThat(ids(query("%", "planner", null, null, null))).containsExactly(poison.id());
        assertThat(ids(query(null, "executor", null, null, null)))
                .containsExactly(early.id(), late.id());
        assertThat(ids(query(null, null, DeadLetterState.OPEN, null, null)))
                .containsExactlyInAnyOrder(early.id(), poison.id());
        assertThat(ids(query(null, null, DeadLetterState.DISCARDED, null, null)))
                .containsExactly(late.id());
        assertThat(ids(query(null, null, null, AT.plusSeconds(1), null)))
                .containsExactly(late.id());
        assertThat(ids(query(null, null, null, AT, AT.plusSeconds(60))))
                .containsExactlyInAnyOrder(early.id(), poison.id());
        assertThat(letters().countOpen()).isEqualTo(2);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        var expected = new ArrayList<String>();
        for (int offset = 0; offset < 7; offset++) {
            letters().keep(poison(offset)); // all at the same moment
        }
        for (var letter : letters().list(DeadLetterQuery.of(null, 100))) {
            expected.add(letter.id());
        }
        assertThat(expected).hasSize(7).isSorted();

        var paged = new ArrayList<String>();
        DeadLetterQuery.After after = null;
        for (int page = 0; page < 4; page++) {
            var letters =
                    letters()
                            .list(
                                    new DeadLetterQuery(
                                            null, null, null, null, null, null, null, after, 2));
            letters.forEach(letter -> paged.add(letter.id()));
            after = new DeadLetterQuery.After(letters.getLast().at(), letters.getLast().id());
        }
        assertThat(paged).isEqualTo(expected);
    }

    @Test
    void forgottenConversationLeavesNoLetter() {
        var forgotten = turn(CHAT, 1, AT);
        var elsewhere = turn(ELSEWHERE, 1, AT);
        List.of(forgotten, turn(CHAT, 2, AT), elsewhere, poison(1)).forEach(letters()::keep);

        assertThat(letters().forget(CHAT)).isEqualTo(2);

        assertThat(letters().forget(CHAT)).isZero();
        assertThat(letters().find(null, forgotten.id())).isEmpty();
        assertThat(letters().list(DeadLetterQuery.of(null, 10))).hasSize(2).contains(elsewhere);
    }

    @Test
    void decidedLettersAreForgottenAndOpenOnesKept() {
        var open = poison(1);
        var decided = poison(2);
        List.of(open, decided, poison(3)).forEach(letters()::keep);
        letters().decide(decided.id(), DeadLetterState.DISCARDED, "ops");
        letters().decide(poison(3).id(), DeadLetterState.REDRIVEN, "ops");

        assertThat(letters().forgetDecided(now(), 10)).as("none before now").isZero();
        assertThat(letters().forgetDecided(now().plusMillis(1), 1)).isEqualTo(1);
        assertThat(letters().forgetDecided(now().plusMillis(1), 10)).isEqualTo(1);
        assertThat(ids(DeadLetterQuery.of(null, 10))).containsExactly(open.id());
    }

    @Test
    void openLettersOfNoConversationAreForgottenAndAllOthersKept() {
        var ours = turn(CHAT, 1, AT);
        var decided = poison(3);
        List.of(poison(1), poison(2), ours, decided).forEach(letters()::keep);
        letters().decide(decided.id(), DeadLetterState.REDRIVEN, "ops");

        assertThat(letters().forgetUndecided(AT, 10)).as("none before then").isZero();
        assertThat(letters().forgetUndecided(AT.plusMillis(1), 1)).isEqualTo(1);
        assertThat(letters().forgetUndecided(AT.plusMillis(1), 10)).isEqualTo(1);
        assertThat(ids(DeadLetterQuery.of(null, 10)))
                .containsExactlyInAnyOrder(ours.id(), decided.id());
    }

    @Test
    void placeInATopicMadeAnewIsAnotherPlace() {
        var old = poison(1);
        letters().keep(old);
        var record = old.record();
        var anew =
                DeadLetter.open(
                        null,
                        null,
                        "planner",
                        "no Avro at all",
                        AT,
                        new GivenUpRecord(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.at().plusMillis(1),
                                null,
                                null,
                                List.of()));

        assertThat(letters().keep(anew)).isTrue();
        assertThat(letters().list(DeadLetterQuery.of(null, 10))).hasSize(2);
    }

    @Test
    void letterOfATurnNamesItsConversation() {
        assertThatThrownBy(() -> DeadLetter.open(null, 1L, "planner", "any", AT, record(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conversation");
    }

    private List<String> ids(DeadLetterQuery query) {
        return letters().list(query).stream().map(DeadLetter::id).toList();
    }

    private static DeadLetterQuery query(
            @Nullable String cause,
            @Nullable String stage,
            @Nullable DeadLetterState state,
            @Nullable Instant since,
            @Nullable Instant until) {
        return new DeadLetterQuery(null, null, cause, stage, state, since, until, null, 10);
    }

    /** The letter of a parked turn. */
    protected static DeadLetter turn(ConversationId conversation, long turn, Instant at) {
        return DeadLetter.open(
                conversation, turn, "executor", "model timed out", at, record(40 + turn));
    }

    private static DeadLetter poison(long offset) {
        return DeadLetter.open(null, null, "planner", "100%_! no Avro at all", AT, record(offset));
    }

    private static GivenUpRecord record(long offset) {
        return new GivenUpRecord(
                "parley.inbound",
                2,
                offset,
                AT.minusSeconds(1),
                Bytes.of("acme/chat-1".getBytes(StandardCharsets.UTF_8)),
                Bytes.of(new byte[] {0, -1, 127, -128, 10}),
                List.of(
                        new GivenUpRecord.Header("trace", Bytes.of(new byte[] {1, 2})),
                        new GivenUpRecord.Header("trace", null)));
    }
}
