package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.ChannelAccount;
import dev.parley.conversation.organization.Credentials;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.organization.Scope;
import dev.parley.conversation.organization.SecretReference;
import dev.parley.schemas.ApiKeyConfiguration;
import dev.parley.schemas.OrganizationConfiguration;
import dev.parley.schemas.RawHeader;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.RecordKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into a record comes out of it again, through the bytes. */
class RecordsTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00.123Z");
    private static final Agent AGENT =
            new Agent("ann", "Ann", Agent.Level.ORGANIZATION, true, "Be kind.");
    private static final Playbook PLAYBOOK =
            new Playbook(
                    "hello", "Hello", Playbook.WELCOME, true, "Greet.", "Ask one thing.", null);

    private final RecordCodec codec = new RecordCodec();

    @Test
    void inboundMessage() {
        var message =
                new InboundMessage(
                        ID,
                        new Channel("rest", "rest", Channel.Delivery.PULLED),
                        "m1",
                        new MessageKey("acme", "rest", "c-1/m1"),
                        new Participant("u1", "Ada", List.of("customer")),
                        "Hello \uD83D\uDE00",
                        AT,
                        AT);

        assertThat(
                        InboundRecords.message(
                                through(
                                        InboundRecords.record(message),
                                        dev.parley.schemas.InboundMessage.class)))
                .isEqualTo(message);
    }

    @Test
    void everyChannelButRestIsPushed() {
        var message =
                new InboundMessage(
                        ID,
                        new Channel("webhook", "w1", Channel.Delivery.PUSHED),
                        "m1",
                        new MessageKey("acme", "w1", "p1"),
                        new Participant("u1", null, List.of()),
                        "Hello",
                        null,
                        AT);

        assertThat(InboundRecords.message(InboundRecords.record(message))).isEqualTo(message);
    }

    private static final List<FoundPassage> PASSAGES =
            List.of(
                    new FoundPassage(
                            new Passage("returns", 2, "Returns", "https://a.example/r", "30 days."),
                            0.61),
                    new FoundPassage(new Passage("fees", 0, "Fees", null, "None."), 0.4));

    @ParameterizedTest
    @EnumSource
    void plan(PlanPath path) {
        var plan =
                new Plan(
                        ID,
                        3,
                        4,
                        9,
                        2,
                        path,
                        AGENT,
                        PLAYBOOK,
                        PASSAGES,
                        Map.of("request", "a human"),
                        7,
                        AT);

        assertThat(
                        PlanRecords.plan(
                                through(PlanRecords.record(plan), dev.parley.schemas.Plan.class)))
                .isEqualTo(plan);
    }

    @Test
    void planWithoutAgentAndPlaybook() {
        var plan =
                new Plan(ID, 3, 4, 9, 2, PlanPath.NO_AGENT, null, null, List.of(), Map.of(), 0, AT);

        assertThat(PlanRecords.plan(PlanRecords.record(plan))).isEqualTo(plan);
    }

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
                                AGENT,
                                null,
                                List.of(),
                                Map.of(),
                                0,
                                AT));
        var newer =
                dev.parley.schemas.Plan.newBuilder(record)
                        .setPath(dev.parley.schemas.PlanPath.UNKNOWN)
                        .build();

        assertThatThrownBy(() -> PlanRecords.plan(newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UNKNOWN");
    }

    @ParameterizedTest
    @EnumSource
    void reply(Reply.Kind kind) {
        var metadata =
                new ReplyMetadata(
                        PlanPath.PLAYBOOK, "ann", "hello", "offline", 10, 3, 512, Map.of("a", "b"));
        var reply =
                new Reply(
                        3,
                        "c-1~3",
                        10,
                        3,
                        4,
                        9,
                        2,
                        kind,
                        "Hi",
                        metadata,
                        AT,
                        DeliveryState.PENDING);
        var record = through(ReplyRecords.record(ID, reply), dev.parley.schemas.Reply.class);

        assertThat(ReplyRecords.reply(record)).isEqualTo(reply);
        assertThat(ReplyRecords.conversation(record)).isEqualTo(ID);
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

    @Test
    void organization() {
        var organization =
                new Organization(
                        "acme",
                        7,
                        "Acme",
                        List.of(AGENT),
                        List.of(PLAYBOOK),
                        List.of("einen Menschen"),
                        List.of("das war alles"),
                        new Credentials(
                                List.of(
                                        ApiKey.whole("ab12"),
                                        new ApiKey(
                                                "cd34",
                                                "The shop's window",
                                                Set.of(
                                                        Scope.MESSAGES_WRITE,
                                                        Scope.CONVERSATIONS_READ),
                                                AT,
                                                AT.plusSeconds(60))),
                                "c2VjcmV0"),
                        new Policies(
                                0.5,
                                Duration.ofSeconds(10),
                                null,
                                Duration.ofDays(90),
                                Duration.ofHours(24),
                                Duration.ofSeconds(2),
                                Duration.ofHours(6)),
                        List.of(
                                new ChannelAccount(
                                        "site",
                                        "acme",
                                        "webhook",
                                        Map.of("address", "https://acme.example/hook"),
                                        Map.of("signing", new SecretReference("env:SIGNING")))));
        var record =
                through(
                        OrganizationRecords.record(organization, AT),
                        OrganizationConfiguration.class);

        assertThat(OrganizationRecords.organization(record)).isEqualTo(organization);
        // A build that knows hashes alone would give whoever has the other one everything.
        assertThat(record.getApiKeyHashes()).containsExactly("ab12");
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

    @ParameterizedTest
    @EnumSource
    void everyAuditedActionHasItsSymbol(AuditEntry.Action action) {
        var entry =
                new AuditEntry(
                        "acme",
                        new AuditEntry.Actor(AuditEntry.Actor.Kind.KEY, "0123abcd"),
                        action,
                        "c-1",
                        "192.0.2.7",
                        AT);
        assertThat(KafkaAuditLog.record(entry).getAction().name()).isEqualTo(action.name());
    }

    private <T extends SpecificRecord> T through(T record, Class<T> type) {
        return codec.decode(codec.encode(record), type);
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
