package dev.parley.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of each kind with every field set. Golden files hold them: change a sample only
 * together with a new version.
 */
final class SampleRecords {

    static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");

    private SampleRecords() {}

    static List<SpecificRecord> all() {
        return List.of(
                inboundMessage(),
                wakeup(),
                plan(),
                reply(),
                errorReport(),
                conversationEvent(),
                deadLetter(),
                organization(),
                document(),
                auditEntry(),
                storeMark());
    }

    static InboundMessage inboundMessage() {
        return InboundMessage.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setMessageId("m-1")
                .setChannel("rest")
                .setChannelAccount("acme-web")
                .setProviderMessageId("p-1")
                .setAuthor(new Author("u-1", "Zoë", List.of("customer", "admin")))
                .setText("Where is my order? 📦")
                .setSentAt(AT.minusSeconds(5))
                .setReceivedAt(AT)
                .build();
    }

    static Wakeup wakeup() {
        return wakeup(WakeupReason.IDLE);
    }

    static Wakeup wakeup(WakeupReason reason) {
        return Wakeup.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setReason(reason)
                .setAttempt(2)
                .setNotBefore(AT.plusSeconds(30))
                .setAt(AT)
                .build();
    }

    static Plan plan() {
        return Plan.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(3)
                .setTurnId("c-1/3")
                .setFromSeq(4)
                .setThroughSeq(6)
                .setOwnershipEpoch(1)
                .setPath(PlanPath.DOCUMENT_QA)
                .setAgent(new PlannedAgent("a-1", "Ada", "Be brief."))
                .setPlaybook(
                        new PlannedPlaybook(
                                "b-1",
                                "Welcome",
                                "Greet.",
                                "Ask for the order.",
                                "I am a machine."))
                .setEvidence(Map.of("rule", "welcome"))
                .setAllowedTools(List.of("orders.find"))
                .setPassages(
                        List.of(
                                new PlannedPassage(
                                        "d-1",
                                        "d-1#2",
                                        "Delivery",
                                        "https://acme.example/d",
                                        "Two days.",
                                        0.75)))
                .setConfigurationVersion(9)
                .setPlannedAt(AT)
                .build();
    }

    static Reply reply() {
        return Reply.newBuilder(reply(ReplyKind.REMINDER))
                .setFacts(
                        new ReplyFacts(
                                ReplyGrounding.SAFE,
                                true,
                                true,
                                ReplyWords.FIXED,
                                2,
                                List.of("m-7", "m-8"),
                                ReplyStage.EXECUTOR))
                .build();
    }

    static Reply reply(ReplyKind kind) {
        return Reply.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(3)
                .setTurnId("c-1/3")
                .setMessageId("m-9")
                .setSeq(7)
                .setOutSeq(3)
                .setFromSeq(2)
                .setThroughSeq(6)
                .setOwnershipEpoch(1)
                .setKind(kind)
                .setPath(ReplyPath.HUMAN)
                .setText("A colleague takes over.")
                .setAgent("assistant")
                .setPlaybook("welcome")
                .setModel("offline")
                .setPromptTokens(120)
                .setCompletionTokens(6)
                .setLatencyMillis(512)
                .setMetadata(Map.of("playbook", "b-1"))
                .setCommittedAt(AT)
                .build();
    }

    static ErrorReport errorReport() {
        return ErrorReport.newBuilder()
                .setStage("executor")
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(3L)
                .setAttempt(2)
                .setFailures(1)
                .setCause("the model did not answer")
                .setCauseType("timeout")
                .setNeedsProcessing(true)
                .setNotBefore(AT.plusSeconds(8))
                .setSourceTopic("parley.plans")
                .setSourcePartition(4)
                .setSourceOffset(1_234_567_890_123L)
                .setAt(AT)
                .build();
    }

    static ConversationEvent conversationEvent() {
        return ConversationEvent.newBuilder(conversationEvent(EventType.REMINDED))
                .setId("0123456789abcdef0123456789abcdef")
                .build();
    }

    /** An event of the time before they had ids. */
    static ConversationEvent conversationEvent(EventType type) {
        return ConversationEvent.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setType(type)
                .setTurnNumber(3L)
                .setDetail(Map.of("tokens", "126"))
                .setAt(AT)
                .build();
    }

    static DeadLetter deadLetter() {
        return deadLetter(3L);
    }

    static DeadLetter deadLetter(@Nullable Long turn) {
        return DeadLetter.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(turn)
                .setStage("planner")
                .setCause("the bytes do not begin with the marker")
                .setSourceTopic("parley.inbound")
                .setSourcePartition(4)
                .setSourceOffset(77)
                .setSourceTimestamp(AT.minusSeconds(1))
                .setKey(bytes("acme/c-1"))
                .setValue(bytes("not avro"))
                .setHeaders(List.of(new RawHeader("traceparent", bytes("00-1-2-3"))))
                .setAt(AT)
                .build();
    }

    static OrganizationConfiguration organization() {
        return OrganizationConfiguration.newBuilder()
                .setOrganization("acme")
                .setVersion(9)
                .setName("Acme Parcels")
                .setAgents(
                        List.of(
                                new AgentConfiguration(
                                        "a-1", "Ada", AgentLevel.SYSTEM, true, "Be brief.")))
                .setPlaybooks(
                        List.of(
                                new PlaybookConfiguration(
                                        "b-1",
                                        "Welcome",
                                        "welcome",
                                        true,
                                        "Greet.",
                                        "Ask for the order.",
                                        "I am a machine.")))
                .setHumanPhrases(List.of("a human please"))
                .setApiKeyHashes(List.of("00ff"))
                .setAt(AT)
                .setPolicies(
                        new PolicyConfiguration(
                                0.5, 30_000L, 86_400_000L, null, 43_200_000L, 2_000L, null))
                .setClosingPhrases(List.of("das war alles"))
                .setChannels(
                        List.of(
                                new ChannelConfiguration(
                                        "site",
                                        "acme-site",
                                        "webhook",
                                        Map.of("address", "https://acme.example/hook"),
                                        Map.of("signing", "env:ACME_SIGNING"))))
                .setApiKeys(
                        List.of(
                                new ApiKeyConfiguration(
                                        "ff00",
                                        "The shop's window",
                                        List.of("messages:write"),
                                        AT.toEpochMilli(),
                                        AT.plusSeconds(86_400).toEpochMilli())))
                .setTokenSecret("c2VjcmV0")
                .build();
    }

    static AuditEntry auditEntry() {
        return AuditEntry.newBuilder()
                .setOrganization("acme")
                .setActor(AuditActor.KEY)
                .setActorId("0123abcd")
                .setAction(AuditAction.CONVERSATION_ERASED)
                .setTarget("c-1")
                .setAddress("192.0.2.7")
                .setAt(AT)
                .build();
    }

    static StoreMark storeMark() {
        return StoreMark.newBuilder().setNumber(90_210).setAt(AT).build();
    }

    /** What version 3 of it says to a reader of today. */
    static OrganizationConfiguration organizationOfVersion3() {
        return OrganizationConfiguration.newBuilder(organization())
                .setApiKeys(List.of())
                .setTokenSecret(null)
                .build();
    }

    /** What version 2 of it says to a reader of today. */
    static OrganizationConfiguration organizationOfVersion2() {
        return OrganizationConfiguration.newBuilder(organizationOfVersion3())
                .setPolicies(
                        new PolicyConfiguration(0.5, 30_000L, 86_400_000L, null, null, null, null))
                .setClosingPhrases(List.of())
                .build();
    }

    /** What version 1 of it says to a reader of today. */
    static OrganizationConfiguration organizationWithoutPolicies() {
        return OrganizationConfiguration.newBuilder(organizationOfVersion2())
                .setPolicies(null)
                .setChannels(List.of())
                .build();
    }

    static DocumentVersion document() {
        return DocumentVersion.newBuilder()
                .setOrganization("acme")
                .setDocument("returns")
                .setVersion(4)
                .setTitle("Returns")
                .setLink("https://acme.example/returns")
                .setText("# Returns\n\nWithin 30 days, für alle.")
                .setEmbeddingModel("all-minilm-l6-v2-q")
                .setPassages(
                        List.of(
                                new DocumentPassage(
                                        "Within 30 days, für alle.",
                                        // 1, 0 in little-endian floats
                                        ByteBuffer.wrap(
                                                new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0}))))
                .setAt(AT)
                .build();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
