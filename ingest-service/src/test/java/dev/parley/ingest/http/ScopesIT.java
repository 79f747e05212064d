package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.organization.Scope;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryDeadLetters;
import dev.parley.testkit.RecordingAuditLog;
import dev.parley.testkit.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class ScopesIT {
    private static final Map<String, String> SAMPLES =
            Map.of(
                    "{conversation}", "c1",
                    "{message}", "m1",
                    "{document}", "d1",
                    "{id}", "0123abcd");

    @Autowired private Edge edge;
    @Autowired private RecordingAuditLog audit;
    @Autowired private MeterRegistry meters;
    @Autowired private InMemoryConversationStore store;
    @Autowired private InMemoryDeadLetters letters;

    private final String name = "scopes-" + UUID.randomUUID();
    private final String organization = "/v1/organizations/" + name;
    private final String keys = organization + "/keys";
    private String admin = "";

    @BeforeEach
    void create() {
        admin = edge.put(organization, Edge.OPERATOR, "{}").text("apiKey");
        audit.entries().clear();
    }

    @AfterEach
    void auditable() {
        audit.refuse(false);
    }

    /** Every operation there is, by a key with every scope but the one it asks for. */
    @Test
    void everyOperationRefusesAKeyWithoutItsScope() {
        for (var scope : Scope.values()) {
            var key =
                    create(
                            "\"messages:write\", \"conversations:read\", \"documents:write\""
                                    .replace("\"" + scope.text() + "\"", "")
                                    .replaceAll("^, |, $", "")
                                    .replace(", , ", ", "));
            for (var operation : OpenApi.operations()) {
                var asked = OpenApi.operation(operation).at("/security/0/key/0").asString("");
                if (asked.equals(scope.text())) {
                    var refused = send(operation, key);
                    assertThat(refused.status())
                            .as("%s without %s", operation, scope)
                            .isEqualTo(403);
                    assertThat(refused.text("detail")).endsWith("lacks the scope " + scope.text());
                }
            }
        }
    }

    @Test
    void keyMayDoWhatItsScopeSays() {
        var window = create("\"messages:write\"");
        assertThat(
                        edge.post(organization + "/conversations/c1/messages", window, Edge.GOOD)
                                .status())
                .isEqualTo(202);
        var reader = create("\"conversations:read\"");
        assertThat(edge.get(organization + "/conversations", reader).status()).isEqualTo(200);
        var head = edge.request(organization + "/conversations", reader).HEAD();
        assertThat(edge.send(head).status()).isEqualTo(200);
        var writer = create("\"documents:write\"");
        assertThat(edge.get(organization + "/documents", writer).status()).isEqualTo(200);
    }

    @Test
    void listTellsWhatIsKnownOfAKey() {
        var expires = Instant.parse("2999-01-01T00:00:00Z");
        var created =
                edge.post(
                        keys,
                        admin,
                        "{\"name\": \"shop window\", \"scopes\": [\"messages:write\"], \"expiresAt\": \"%s\"}"
                                .formatted(expires));
        var before = entry(created.text("id"));
        assertThat(before.path("name").asString()).isEqualTo("shop window");
        assertThat(before.path("scopes").path(0).asString()).isEqualTo("messages:write");
        assertThat(before.path("expiresAt").asString()).isEqualTo(expires.toString());
        assertThat(Instant.parse(before.path("createdAt").asString())).isBefore(Instant.now());
        assertThat(before.has("lastUsed")).isFalse();

        edge.get(keys, created.text("apiKey"));

        assertThat(entry(created.text("id")).has("lastUsed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scopes|{}",
                "scopes|{\"scopes\": []}",
                "scopes[1]|{\"scopes\": [\"admin\", \"root\"]}",
                "expiresAt|{\"scopes\": [\"admin\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                "name|{\"scopes\": [\"admin\"], \"name\": \"\u200b\"}"
            })
    void wishThatCannotBeIsNamed(String field, String body) {
        var refused = edge.post(keys, admin, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void refusedCredentialsAreCounted() {
        var counter = meters.get("parley.api.credentials.refused").tag("kind", "key").counter();
        double before = counter.count();
        edge.get(keys, "unknown");
        assertThat(counter.count()).isEqualTo(before + 1);
    }

    @Test
    void auditTellsWhoDidWhat() {
        var created = edge.post(keys, admin, "");
        edge.delete(keys + "/" + created.text("id"), Edge.OPERATOR);
        assertThat(edge.delete(keys + "/00000000", admin).status()).isEqualTo(404);

        assertThat(audit.entries())
                .extracting(
                        entry -> entry.action() + " " + entry.target() + " " + entry.actor().kind())
                .containsExactly(
                        "KEY_CREATED " + created.text("id") + " KEY",
                        "KEY_ENDED " + created.text("id") + " OPERATOR");
        assertThat(audit.entries().getFirst())
                .satisfies(entry -> {
                    assertThat(entry.organization()).isEqualTo(name);
                    assertThat(entry.actor().id())
                            .isEqualTo(dev.parley.ingest.ApiKeys.hash(admin).substring(0, 8));
                    assertThat(entry.address()).isEqualTo("127.0.0.1");
                    assertThat(entry.at()).isBeforeOrEqualTo(Instant.now());
                });
    }

    @Test
    void whatCannotBeAuditedIsDoneAllTheSameAndCounted() {
        var lost = meters.get("parley.audit.lost").counter();
        double before = lost.count();
        audit.refuse(true);
        var created = edge.post(keys, admin, "");
        assertThat(created.status()).isEqualTo(201);
        assertThat(edge.get(keys, created.text("apiKey")).status()).isEqualTo(200);
        assertThat(lost.count()).isEqualTo(before + 1);
    }

    @Test
    void everythingThatChangesAnOrganizationIsAudited() {
        var document = organization + "/documents/d1";
        edge.put(document, admin, "{\"title\": \"One\", \"text\": \"A text.\"}");
        edge.delete(document, admin);
        edge.put(organization + "/configuration?dryRun=true", Edge.OPERATOR, "{\"name\": \"B\"}");
        edge.put(organization + "/configuration", Edge.OPERATOR, "{\"name\": \"B\"}");
        edge.delete(organization + "/tokens", admin);

        assertThat(audit.entries())
                .extracting(AuditEntry::action)
                .containsExactly(
                        AuditEntry.Action.DOCUMENT_PUT,
                        AuditEntry.Action.DOCUMENT_REMOVED,
                        AuditEntry.Action.ORGANIZATION_CONFIGURED,
                        AuditEntry.Action.TOKENS_ENDED);
    }

    @Test
    void everythingThatChangesAConversationIsAudited() {
        var id = new ConversationId(name, "c1");
        store.apply(Samples.append(id, "m-" + name));
        var path = organization + "/conversations/c1";
        edge.post(path + "/takeover", admin, "{\"by\": {\"id\": \"kim\"}}");
        edge.post(path + "/return", admin, "");
        edge.delete(path, admin);
        edge.delete(organization + "/conversations/none", admin);
        var letter =
                DeadLetter.open(
                        id,
                        null,
                        "planner",
                        "any",
                        Instant.EPOCH,
                        new GivenUpRecord(
                                "parley.inbound",
                                0,
                                Math.abs((long) name.hashCode()),
                                Instant.EPOCH,
                                null,
                                Bytes.of(new byte[] {1}),
                                List.of()));
        letters.keep(letter);
        edge.post("/v1/dead-letters/" + letter.id() + "/redrive", admin, "");
        edge.post("/v1/dead-letters/" + letter.id() + "/discard", admin, "");

        assertThat(audit.entries())
                .extracting(entry -> entry.action() + " " + entry.target())
                .containsExactly(
                        "TAKEN_OVER c1",
                        "RETURNED c1",
                        "CONVERSATION_ERASED c1",
                        "DEAD_LETTER_REDRIVEN " + letter.id(),
                        "DEAD_LETTER_DISCARDED " + letter.id());
    }

    /** The audit is kept for a year, and an erasure's receipt does not count it. */
    @Test
    void auditNamesNoCustomer() throws Exception {
        edge.delete(organization + "/conversations?customer=ada-lovelace", admin);

        var known = (name + "/ada-lovelace").getBytes(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(known);
        assertThat(audit.entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.target())
                            .isEqualTo("customer " + HexFormat.of().formatHex(digest, 0, 8));
                    assertThat(entry.toString()).doesNotContain("ada-lovelace");
                });
    }

    private tools.jackson.databind.JsonNode entry(String id) {
        return edge.get(keys, admin)
                .json()
                .path("keys")
                .valueStream()
                .filter(key -> key.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String create(String scopes) {
        var created = edge.post(keys, admin, "{\"scopes\": [%s]}".formatted(scopes));
        assertThat(created.status()).isEqualTo(201);
        return created.text("apiKey");
    }

    private Edge.Answer send(String operation, String key) {
        var parts = operation.split(" ");
        var path = parts[1].replace("{organization}", name);
        for (var sample : SAMPLES.entrySet()) {
            path = path.replace(sample.getKey(), sample.getValue());
        }
        return edge.send(edge.request(path, key).method(parts[0], BodyPublishers.ofString("{}")));
    }
}
