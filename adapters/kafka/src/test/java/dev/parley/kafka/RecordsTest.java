package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Grounding;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.Turn;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.Credentials;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Scope;
import dev.parley.schemas.ApiKeyConfiguration;
import dev.parley.schemas.OrganizationConfiguration;
import dev.parley.schemas.RawHeader;
import dev.parley.schemas.RecordKey;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.ReplyPath;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What records say beyond a round trip: of what is unknown, absent or nobody's. */
class RecordsTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00.123Z");

    @Test
    void planOfAPathThatThisBuildDoesNotKnowIsRefused() {
        var record =
                PlanRecords.record(
                        new Plan(
                                ID,
                                3,
                                4,
                                9,
                                2,
                                PlanPath.HUMAN,
                                null,
                                null,
                                List.of(),
                                Map.of(),
                                0,
                                AT));
        assertThat(record.getTurnId()).isEqualTo(Turn.id(ID, 3));
        var newer =
                dev.parley.schemas.Plan.newBuilder(record)
                        .setPath(dev.parley.schemas.PlanPath.UNKNOWN)
                        .build();

        assertThatThrownBy(() -> PlanRecords.plan(newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UNKNOWN");
    }

    @Test
    void replyOfBeforeFactsHadTypesSaysWhatItsTextsSaid() {
        var record = reply(Map.of("fallback", "no passages", "ender", "true", "answers", "m1\nm2"));

        assertThat(ReplyRecords.reply(record.build()).metadata().facts())
                .isEqualTo(
                        ReplyFacts.NONE
                                .withGrounding(Grounding.NOTHING_FOUND)
                                .withAsksWhetherDone(true)
                                .withAnswers(List.of("m1", "m2")));
    }

    /** Readers of before facts had types, and people, find them where they were. */
    @Test
    void factsAreAmongTheTextsOfARecordToo() {
        var facts = ReplyFacts.NONE.withGrounding(Grounding.SAFE).withFailures(2);
        var read = ReplyRecords.reply(reply(Map.of()).setFacts(FactRecords.record(facts)).build());

        assertThat(ReplyRecords.record(ID, read).getMetadata())
                .containsEntry("groundedness", "safe")
                .containsEntry("failures", "2");
    }

    private static dev.parley.schemas.Reply.Builder reply(Map<String, String> metadata) {
        return dev.parley.schemas.Reply.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(3)
                .setTurnId("c-1~3")
                .setMessageId("c-1~3")
                .setSeq(4)
                .setOutSeq(3)
                .setFromSeq(2)
                .setThroughSeq(3)
                .setOwnershipEpoch(0)
                .setKind(ReplyKind.ANSWER)
                .setPath(ReplyPath.DOCUMENT_QA)
                .setText("Yes.")
                .setMetadata(metadata)
                .setCommittedAt(AT);
    }

    /** What the domain takes for an id, every topic's key must take too. */
    @ParameterizedTest
    @ValueSource(strings = {"c", "Chat:42.x_y-z", "c~2", "c~99999999"})
    void everyConversationHasARecordKey(String conversation) {
        var id = new ConversationId("acme", conversation);

        assertThat(RecordKey.parse(id.toString()).conversation()).isEqualTo(conversation);
        assertThat(RecordKey.parse(id.successor().toString()))
                .hasToString(id.successor().toString());
    }

    /** A build that knows hashes alone would give whoever has the other one everything. */
    @Test
    void olderBuildsAreToldOfKeysThatMayDoEverythingAlone() {
        var limited = new ApiKey("cd34", null, Set.of(Scope.MESSAGES_WRITE), AT, null);
        var credentials = new Credentials(List.of(ApiKey.whole("ab12"), limited), null);
        var organization =
                new Organization("acme", 7, "Acme", List.of(), List.of(), List.of(), List.of())
                        .withCredentials(credentials);

        assertThat(OrganizationRecords.record(organization, AT).getApiKeyHashes())
                .containsExactly("ab12");
    }

    @Test
    void keyThatAnOlderBuildToldMayDoEverythingAndUnknownScopesNothing() {
        var record =
                OrganizationConfiguration.newBuilder()
                        .setOrganization("acme")
                        .setVersion(1)
                        .setName("Acme")
                        .setApiKeyHashes(List.of("ab12"))
                        .setApiKeys(
                                List.of(
                                        new ApiKeyConfiguration(
                                                "cd34", null, List.of("of-tomorrow"), null, null)))
                        .setAt(AT)
                        .build();

        var credentials = OrganizationRecords.organization(record).credentials();

        assertThat(credentials.key("ab12")).contains(ApiKey.whole("ab12"));
        assertThat(credentials.key("cd34").orElseThrow().scopes()).isEmpty();
    }

    @Test
    void deadLetterKeepsTheRecordAsItWas() {
        var letter = DeadLetterRecords.letter(deadLetter("acme", "c-1").build());

        assertThat(letter.conversationId()).isEqualTo(new ConversationId("acme", "c-1"));
        assertThat(letter.turn()).isEqualTo(3);
        assertThat(letter.stage()).isEqualTo("executor");
        assertThat(letter.decision()).isEqualTo(DeadLetter.Decision.NONE);
        assertThat(letter.record())
                .isEqualTo(
                        new GivenUpRecord(
                                "parley.plans",
                                4,
                                77,
                                AT,
                                Bytes.of(new byte[] {1}),
                                null,
                                List.of(
                                        new GivenUpRecord.Header("a", Bytes.of(new byte[] {2})),
                                        new GivenUpRecord.Header("a", null))));
    }

    @Test
    void deadLetterOfAnOrganizationThatCannotBeIsTheOperators() {
        var letter = DeadLetterRecords.letter(deadLetter("No Such Thing", "c-1").build());

        assertThat(letter.organization()).isNull();
        assertThat(letter.turn()).isNull();
    }

    private static dev.parley.schemas.DeadLetter.Builder deadLetter(
            String organization, String conversation) {
        return dev.parley.schemas.DeadLetter.newBuilder()
                .setOrganization(organization)
                .setConversation(conversation)
                .setTurnNumber(3L)
                .setStage("executor")
                .setCause("model timed out")
                .setSourceTopic("parley.plans")
                .setSourcePartition(4)
                .setSourceOffset(77)
                .setSourceTimestamp(AT)
                .setKey(ByteBuffer.wrap(new byte[] {1}))
                .setHeaders(
                        List.of(
                                new RawHeader("a", ByteBuffer.wrap(new byte[] {2})),
                                new RawHeader("a", null)))
                .setAt(AT);
    }
}
