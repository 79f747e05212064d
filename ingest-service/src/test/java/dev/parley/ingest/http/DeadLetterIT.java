package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryDeadLetters;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Operators look at dead letters and decide about them, through the API. */
@EdgeTest
class DeadLetterIT {
    private static final AtomicLong OFFSETS = new AtomicLong();
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00.123Z");

    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;
    @Autowired private InMemoryDeadLetters letters;
    @Autowired private RecordingRedelivery redelivery;
    @Autowired private RecordingTriggers triggers;

    private final String cause = "cause " + UUID.randomUUID();
    private final ConversationId id = new ConversationId("acme", "dead-" + UUID.randomUUID());

    @Test
    void operatorSeesAllAndAnOrganizationItsOwnWithoutBytes() {
        var ours = keep(id, null);
        var theirs = keep(new ConversationId("globex", "c1"), null);
        var nobodys = keep(null, null);

        assertThat(listed("", Edge.OPERATOR))
                .containsExactlyInAnyOrder(ours.id(), theirs.id(), nobodys.id());
        assertThat(listed("&organization=globex", Edge.OPERATOR)).containsExactly(theirs.id());
        assertThat(listed("", Edge.ACME_KEY)).containsExactly(ours.id());
        assertThat(edge.get("/v1/dead-letters?organization=globex", Edge.ACME_KEY).status())
                .isEqualTo(403);
        for (var hidden : List.of(theirs, nobodys)) {
            assertThat(get(hidden, Edge.ACME_KEY).text("type"))
                    .isEqualTo("urn:parley:problem:unknown-dead-letter");
            assertThat(post(hidden, "redrive", Edge.ACME_KEY, "").status()).isEqualTo(404);
            assertThat(post(hidden, "discard", Edge.ACME_KEY, "").status()).isEqualTo(404);
        }
        var whole = get(ours, Edge.OPERATOR).json();
        assertThat(whole.at("/record/value").asString())
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {1, -1}));
        assertThat(whole.at("/source/topic").asString()).isEqualTo("parley.inbound");
        assertThat(get(ours, Edge.ACME_KEY).json().has("record")).isFalse();
        assertThat(redelivery.given()).doesNotContain(theirs.record(), nobodys.record());
    }

    @Test
    void pagesFollowEachOther() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            expected.add(keep(id, null).id());
        }
        var paged = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    edge.get(
                            "/v1/dead-letters?limit=2&conversation="
                                    + id.conversation()
                                    + (next.isEmpty() ? "" : "&cursor=" + next),
                            Edge.ACME_KEY);
            page.json().path("letters").forEach(letter -> paged.add(letter.path("id").asString()));
            next = page.text("next");
        } while (!next.isEmpty());

        assertThat(paged).hasSize(5).containsExactlyInAnyOrderElementsOf(expected).isSorted();
    }

    @Test
    void parkedTurnIsRedrivenOnceAndItsMessagesAnswered() {
        var letter = parked("m1");

        var first = post(letter, "redrive", Edge.ACME_KEY, "");
        var again = post(letter, "redrive", Edge.ACME_KEY, "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("state")).isEqualTo("redriven");
        assertThat(first.text("decidedBy")).isEqualTo("acme");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(triggers.wakeups()).contains(id);
        store.apply(Samples.commit(id, begin().turn().fence()));
        assertThat(store.dispositions(id, 10))
                .extracting(Disposition::kind)
                .containsExactly(Disposition.Kind.ANSWERED);
        assertThat(post(letter, "redrive", Edge.OPERATOR, "").status()).isEqualTo(200);
        assertThat(post(letter, "discard", Edge.OPERATOR, "").text("type"))
                .isEqualTo("urn:parley:problem:not-as-things-are");
        assertThat(store.replies(id, 0, 10)).hasSize(2);
        Invariants.check(store, id);
    }

    @Test
    void redriveWaitsForTheOpenTurnAndForEarlierOnes() {
        var first = parked("m1");
        store.apply(new GiveBack(id));
        var second = parked("m2");

        var early = post(second, "redrive", Edge.ACME_KEY, "");
        assertThat(early.text("type")).isEqualTo("urn:parley:problem:not-as-things-are");
        assertThat(early.text("detail")).contains("turn 1");

        post(first, "redrive", Edge.ACME_KEY, "");
        assertThat(post(second, "redrive", Edge.ACME_KEY, "").text("type"))
                .isEqualTo("urn:parley:problem:turn-open");
        assertThat(post(first, "discard", Edge.ACME_KEY, "").text("type"))
                .isEqualTo("urn:parley:problem:turn-open");

        store.apply(Samples.commit(id, begin().turn().fence()));
        assertThat(post(second, "redrive", Edge.ACME_KEY, "").status()).isEqualTo(200);
    }

    @Test
    void redriveAsksForTheConversationBackFirst() {
        var letter = parked("m1");
        store.apply(Samples.takeOver(id));

        assertThat(post(letter, "redrive", Edge.ACME_KEY, "").text("detail"))
                .contains("given back");
        assertThat(get(letter, Edge.ACME_KEY).text("state")).isEqualTo("open");
    }

    @Test
    void discardedTurnIsIgnoredAndStaysSo() {
        var letter = parked("m1");

        var discarded = post(letter, "discard", Edge.OPERATOR, "");
        var again = post(letter, "discard", Edge.OPERATOR, "");

        assertThat(discarded.text("state")).isEqualTo("discarded");
        assertThat(again.response().body()).isEqualTo(discarded.response().body());
        assertThat(store.dispositions(id, 10))
                .extracting(Disposition::reason)
                .containsExactly("discarded by the operator");
        assertThat(post(letter, "redrive", Edge.OPERATOR, "").text("detail"))
                .contains("discarded by the operator");
    }

    @Test
    void recordIsGivenToItsTopicAsItWasAndAgainByForceAlone() {
        var letter = keep(id, null);

        post(letter, "redrive", Edge.ACME_KEY, "");
        post(letter, "redrive", Edge.ACME_KEY, "");
        assertThat(redelivery.given()).filteredOn(letter.record()::equals).hasSize(1);

        post(letter, "redrive", Edge.ACME_KEY, "{\"force\": true}");
        assertThat(redelivery.given()).filteredOn(letter.record()::equals).hasSize(2);
    }

    @Test
    void recordThatCannotGoBackIsRefused() {
        var withoutValue = letter(id, null, record("parley.inbound", null));
        var elsewhere = letter(id, null, record(RecordingRedelivery.UNKNOWN_TOPIC, "x"));
        letters.keep(withoutValue);
        letters.keep(elsewhere);

        assertThat(post(withoutValue, "redrive", Edge.OPERATOR, "").text("detail"))
                .contains("nothing is kept");
        assertThat(post(elsewhere, "redrive", Edge.OPERATOR, "").text("detail"))
                .contains("no topic of this lane");
        assertThat(get(elsewhere, Edge.OPERATOR).text("state")).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({
        "organization=No, organization",
        "conversation=a%20b, conversation",
        "cause=, cause",
        "stage=, stage",
        "state=lost, state",
        "since=yesterday, since",
        "until=1, until",
        "limit=0, limit",
        "limit=201, limit",
        "limit=x, limit",
        "cursor=abc, cursor",
        "cursor=ZDE6eDp5, cursor"
    })
    void badParameterIsNamed(String query, String field) {
        var refused = edge.get("/v1/dead-letters?" + query, Edge.OPERATOR);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void badIdOrBodyIsNamed() {
        var letter = keep(id, null);
        assertThat(edge.get("/v1/dead-letters/xyz", Edge.OPERATOR).text("field")).isEqualTo("id");
        assertThat(edge.get("/v1/dead-letters/" + "0".repeat(32), Edge.OPERATOR).status())
                .isEqualTo(404);
        assertThat(post(letter, "redrive", Edge.OPERATOR, "{\"forced\": true}").text("field"))
                .isEqualTo("forced");
        assertThat(post(letter, "redrive", Edge.OPERATOR, "{\"force\": 1}").status())
                .isEqualTo(400);
        assertThat(get(letter, Edge.OPERATOR).text("state")).isEqualTo("open");
    }

    @Test
    void stuckConversationTellsWhatItWaitsFor() {
        append("m1");
        var fence = begin().turn().fence();
        store.apply(Samples.fail(id, fence));

        var all = edge.get("/v1/conversations/stuck?olderThan=0&limit=200", Edge.ACME_KEY);

        var stuck =
                all.json()
                        .path("conversations")
                        .valueStream()
                        .filter(one ->
                                one.path("conversation").asString().equals(id.conversation()))
                        .findFirst()
                        .orElseThrow();
        assertThat(stuck.path("unanswered").asInt()).isEqualTo(1);
        assertThat(stuck.at("/turn/phase").asString()).isEqualTo("planned");
        assertThat(stuck.at("/turn/failures").asInt()).isEqualTo(1);
        assertThat(stuck.at("/turn/lastFailure").asString()).isEqualTo("model timed out");
        assertThat(stuck.has("dueAt")).isTrue();
        assertThat(edge.get("/v1/conversations/stuck", Edge.ACME_KEY).json().path("conversations"))
                .as("not yet for five minutes")
                .isEmpty();
        assertThat(
                        edge.get("/v1/conversations/stuck?olderThan=0", Edge.GLOBEX_KEY)
                                .response()
                                .body())
                .doesNotContain(id.conversation());
        assertThat(edge.get("/v1/conversations/stuck?olderThan=5m", Edge.ACME_KEY).text("field"))
                .isEqualTo("olderThan");
        assertThat(edge.get("/v1/conversations/stuck?organization=acme", Edge.GLOBEX_KEY).status())
                .isEqualTo(403);
    }

    @Test
    void redriveThatHangsIsStuck() {
        append("m1");
        store.apply(Samples.fail(id, begin().turn().fence(), new Fail.Next.Never()));
        assertThat(stuck()).isEmpty();

        store.apply(Samples.redrive(id, 1));

        var hanging = stuck().orElseThrow();
        assertThat(hanging.path("unanswered").asInt()).as("the parked message").isEqualTo(1);
        assertThat(hanging.at("/turn/number").asInt()).isEqualTo(2);
    }

    @Test
    void messageThatAnotherClockStampedIsStuckAtOnce() {
        append("m1");
        store.apply(new Stamped(id, Duration.ofDays(1)));

        assertThat(stuck()).isPresent();
    }

    /** As a clock that was ahead leaves it. */
    private record Stamped(ConversationId conversation, Duration ahead) implements Step<Boolean> {
        @Override
        public Decision<Boolean> decide(Situation situation, Instant now) {
            var row = situation.conversation().orElseThrow();
            var stamped = row.withTimeline(row.timeline().waitingSince(now.plus(ahead)));
            return Decision.of(true, new Change.SaveConversation(stamped.nextVersion()));
        }
    }

    private Optional<JsonNode> stuck() {
        return edge.get("/v1/conversations/stuck?olderThan=0&limit=200", Edge.ACME_KEY)
                .json()
                .path("conversations")
                .valueStream()
                .filter(one -> one.path("conversation").asString().equals(id.conversation()))
                .findFirst();
    }

    private List<String> listed(String query, String key) {
        var path = "/v1/dead-letters?cause=" + cause.replace(" ", "%20") + query;
        var ids = new ArrayList<String>();
        edge.get(path, key)
                .json()
                .path("letters")
                .forEach(letter -> ids.add(letter.path("id").asString()));
        return ids;
    }

    private Edge.Answer get(DeadLetter letter, String key) {
        return edge.get("/v1/dead-letters/" + letter.id(), key);
    }

    private Edge.Answer post(DeadLetter letter, String action, String key, String body) {
        return edge.post("/v1/dead-letters/" + letter.id() + "/" + action, key, body);
    }

    /** Parks a turn of the conversation and keeps its letter. */
    private DeadLetter parked(String messageId) {
        append(messageId);
        var turn = begin().turn();
        store.apply(Samples.fail(id, turn.fence(), new Fail.Next.Never()));
        return keep(id, turn.number());
    }

    private DeadLetter keep(@Nullable ConversationId conversation, @Nullable Long turn) {
        var letter = letter(conversation, turn, record("parley.inbound", "any"));
        letters.keep(letter);
        return letter;
    }

    private DeadLetter letter(
            @Nullable ConversationId conversation, @Nullable Long turn, GivenUpRecord record) {
        return DeadLetter.open(conversation, turn, "planner", cause, AT, record);
    }

    private static GivenUpRecord record(String topic, @Nullable String value) {
        return new GivenUpRecord(
                topic,
                0,
                OFFSETS.incrementAndGet(),
                AT,
                null,
                value == null ? null : Bytes.of(new byte[] {1, -1}),
                List.of(new GivenUpRecord.Header("trace", Bytes.of(new byte[] {3}))));
    }

    private void append(String messageId) {
        store.apply(
                new Append(
                        id,
                        Samples.PULLED,
                        new MessageKey("acme", "main", id.conversation() + messageId),
                        messageId,
                        Samples.CUSTOMER,
                        "text",
                        null,
                        Samples.GRACE));
    }

    private Begin.Outcome.Begun begin() {
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.wakeup(id));
        return (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
    }
}
