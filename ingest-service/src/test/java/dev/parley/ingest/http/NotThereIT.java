package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class NotThereIT {
    private static final String CONVERSATION = "/v1/organizations/acme/conversations/c1";

    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;
    @Autowired private InMemoryConversationStore store;

    @BeforeEach
    void empty() {
        inbox.accepted().clear();
    }

    @AfterEach
    void nothingReachedTheInbox() {
        assertThat(inbox.accepted()).isEmpty();
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(
                        edge.get("/v1/organizations/nobody/conversations/c1", Edge.OPERATOR)
                                .text("type"))
                .isEqualTo("urn:parley:problem:unknown-organization");
        assertThat(
                        edge.post(
                                        "/v1/organizations/nobody/conversations/c1/messages",
                                        Edge.OPERATOR,
                                        Edge.GOOD)
                                .status())
                .isEqualTo(404);
        assertThat(
                        edge.get("/v1/organizations/acme/conversations/none", Edge.ACME_KEY)
                                .text("type"))
                .isEqualTo("urn:parley:problem:unknown-conversation");
        var unknown = edge.get("/v1/organizations/acme/messages/none/why?wait=1", Edge.ACME_KEY);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("detail")).contains("on its way");
    }

    @Test
    void sharedMessageIdListsItsConversations() {
        for (int i = 0; i < 12; i++) {
            append(new ConversationId("acme", "shared-" + i), "twin");
        }
        append(new ConversationId("globex", "shared-x"), "twin");
        var answer = edge.get("/v1/organizations/acme/messages/twin/why?wait=20", Edge.ACME_KEY);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail").split("shared-", -1)).hasSize(11);
        assertThat(answer.text("detail")).contains("12 conversations").doesNotContain("shared-x");
        assertThat(
                        edge.get(
                                        "/v1/organizations/acme/messages/twin/why?conversation=shared-3",
                                        Edge.ACME_KEY)
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/organizations",
                "/v1/organizations/acme/nothing",
                "/error",
                "/actuator",
                "/actuator/env",
                "/index.html",
                "/favicon.ico"
            })
    void unknownPathIsNotFound(String path) {
        assertThat(edge.get(path, Edge.ACME_KEY).status()).isEqualTo(404);
    }

    @Test
    void otherMethodIsRefusedAndTheRightOneNamed() {
        var deleted = edge.send(edge.request(Edge.MESSAGES, Edge.ACME_KEY).DELETE());
        assertThat(deleted.status()).isEqualTo(405);
        assertThat(deleted.header("Allow")).isEqualTo("POST");
        assertThat(edge.post(CONVERSATION, Edge.ACME_KEY, Edge.GOOD).status()).isEqualTo(405);
        var traced =
                edge.request(Edge.MESSAGES, Edge.ACME_KEY).method("TRACE", BodyPublishers.noBody());
        var refused = edge.send(traced);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.text("detail")).doesNotContain("GET");
    }

    private void append(ConversationId id, String message) {
        var step = Samples.append(id, message);
        store.apply(
                new Append(
                        id,
                        step.channel(),
                        new MessageKey(
                                id.organization(), "rest", id.conversation() + "/" + message),
                        message,
                        step.author(),
                        step.text(),
                        null,
                        step.grace()));
    }
}
