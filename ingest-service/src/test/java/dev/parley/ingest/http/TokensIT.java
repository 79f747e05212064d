package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Participant;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.ingest.ConversationChanges;
import dev.parley.ingest.ConversationTokens;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a customer's browser can do with a conversation token, and what not. */
@EdgeTest
class TokensIT {
    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;
    @Autowired private InMemoryConversationStore store;
    @Autowired private ConversationChanges changes;
    @Autowired private ConversationTokens tokens;

    private final String conversation = "t-" + UUID.randomUUID();
    private final String path = "/v1/organizations/acme/conversations/" + conversation;
    private String token = "";

    @BeforeEach
    void issue() {
        inbox.accepted().clear();
        var issued =
                edge.post(
                        path + "/tokens",
                        Edge.ACME_KEY,
                        "{\"author\": {\"id\": \"ada\", \"name\": \"Ada\"}, \"seconds\": 60}");
        assertThat(issued.status()).isEqualTo(201);
        assertThat(Instant.parse(issued.text("expiresAt")))
                .isBetween(Instant.now().plusSeconds(40), Instant.now().plusSeconds(60));
        token = issued.text("token");
    }

    @Test
    void messagesAreItsAuthorsWhateverTheBodySays() {
        assertThat(edge.post(path + "/messages", token, "{\"text\": \"hello\"}").status())
                .isEqualTo(202);
        assertThat(inbox.accepted().getFirst().author())
                .isEqualTo(new Participant("ada", "Ada", List.of()));
        var other = "{\"text\": \"x\", \"author\": {\"id\": \"eve\"}}";
        assertThat(edge.post(path + "/messages", token, other).text("field"))
                .isEqualTo("author.id");
        var raised = "{\"text\": \"x\", \"author\": {\"id\": \"ada\", \"roles\": [\"staff\"]}}";
        assertThat(edge.post(path + "/messages", token, raised).text("field"))
                .isEqualTo("author.roles");
        assertThat(inbox.accepted()).hasSize(1);
    }

    @Test
    void viewCarriesNothingOfHowAnAnswerCame() {
        answered();
        var view = edge.get(path, token);
        assertThat(view.status()).isEqualTo(200);
        OpenApi.holds("CustomerConversation", view.json());
        assertThat(view.json().path("messages")).hasSize(2);
        assertThat(view.response().body())
                .doesNotContain("metadata", "playbook", "agent\"", "model", "offline", "openTurn");
        assertThat(edge.get(path, Edge.ACME_KEY).response().body()).contains("metadata", "offline");
    }

    @Test
    void streamTellsTheSameByHeaderAndByQuery() {
        answered();
        for (var request :
                List.of(
                        edge.request(path + "/stream", token),
                        edge.withoutKey(path + "/stream?access_token=" + token))) {
            try (var client = EventClient.open(request.header("Last-Event-ID", "0"))) {
                var first = client.next();
                var second = client.next();
                assertThat(List.of(first.name(), second.name()))
                        .containsExactlyInAnyOrder("reply", "status");
                var reply = first.name().equals("reply") ? first : second;
                var status = first.name().equals("reply") ? second : first;
                OpenApi.holds("CustomerMessage", reply.data());
                assertThat(reply.data().has("metadata")).isFalse();
                assertThat(status.data().propertyNames()).containsExactly("status");
            }
        }
    }

    @Test
    void streamEndsWithItsToken() {
        var brief =
                tokens.issue(
                        new ConversationId("acme", conversation),
                        new Participant("ada", null, List.of()),
                        Duration.ofSeconds(3));
        try (var client = EventClient.open(edge.request(path + "/stream", brief.token()))) {
            await().until(client::isEnded);
        }
        assertThat(Instant.now()).isAfterOrEqualTo(brief.expiresAt());
        assertThat(edge.get(path, brief.token()).status()).isEqualTo(401);
    }

    @Test
    void keyIsNotTakenFromTheQueryAndNoTokenBesideStreams() {
        var stream = edge.withoutKey(path + "/stream?access_token=" + Edge.ACME_KEY);
        assertThat(edge.send(stream.GET()).status()).isEqualTo(401);
        var reading = edge.withoutKey(path + "?access_token=" + token);
        assertThat(edge.send(reading.GET()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/organizations/acme/conversations/other",
        "GET, /v1/organizations/globex/conversations/CONVERSATION",
        "POST, /v1/organizations/acme/conversations/other/messages",
        "GET, /v1/organizations/acme/conversations",
        "DELETE, /v1/organizations/acme/conversations/CONVERSATION",
        "POST, /v1/organizations/acme/conversations/CONVERSATION/tokens",
        "POST, /v1/organizations/acme/conversations/CONVERSATION/takeover",
        "POST, /v1/organizations/acme/conversations/CONVERSATION/replies",
        "GET, /v1/organizations/acme/messages/m1/why",
        "GET, /v1/organizations/acme/keys",
        "GET, /v1/dead-letters",
        "GET, /v1/conversations/stuck"
    })
    void nothingElseOpens(String method, String where) {
        var refused =
                edge.send(
                        edge.request(where.replace("CONVERSATION", conversation), token)
                                .method(
                                        method,
                                        java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void endedTokensAreRefused() {
        assertThat(edge.get(path, token).status()).isEqualTo(404);
        assertThat(edge.delete("/v1/organizations/acme/tokens", Edge.ACME_KEY).status())
                .isEqualTo(204);
        assertThat(edge.get(path, token).status()).isEqualTo(401);
    }

    private void answered() {
        var id = new ConversationId("acme", conversation);
        store.apply(Samples.append(id, "m-" + conversation));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(id, 1));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        store.apply(Samples.commit(id, begun.turn().fence()));
        changes.changed(id);
    }
}
