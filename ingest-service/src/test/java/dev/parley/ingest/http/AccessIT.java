package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ingest.InMemoryOrganizations;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class AccessIT {
    private static final String CONVERSATION = "/v1/organizations/acme/conversations/c1";
    private static final String WHY = "/v1/organizations/acme/messages/m1/why";

    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;
    @Autowired private InMemoryOrganizations organizations;

    @BeforeEach
    void empty() {
        inbox.accepted().clear();
    }

    @AfterEach
    void nothingReachedTheInbox() {
        assertThat(inbox.accepted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic a2V5", "Bearer wrong", "key-of-acme"})
    void unknownKeyIsRefused(String authorization) {
        var request =
                edge.request(Edge.MESSAGES, "")
                        .setHeader("Authorization", authorization)
                        .POST(BodyPublishers.ofString(Edge.GOOD));
        var answer = edge.send(request);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void severalOrEndlessKeysAreRefused() {
        var twice =
                edge.request(CONVERSATION, Edge.ACME_KEY)
                        .header("Authorization", "Bearer " + Edge.OPERATOR);
        assertThat(edge.send(twice.GET()).status()).isEqualTo(401);
        assertThat(edge.get(CONVERSATION, "k".repeat(5_000)).status()).isEqualTo(401);
    }

    @Test
    void keyOfAnotherOrganizationIsForbiddenWhetherItExistsOrNot() {
        assertThat(edge.post(Edge.MESSAGES, Edge.GLOBEX_KEY, Edge.GOOD).status()).isEqualTo(403);
        assertThat(edge.get(CONVERSATION, Edge.GLOBEX_KEY).status()).isEqualTo(403);
        assertThat(edge.get(WHY, Edge.GLOBEX_KEY).status()).isEqualTo(403);
        assertThat(edge.get("/v1/organizations/nobody/conversations/c1", Edge.GLOBEX_KEY).status())
                .isEqualTo(403);
    }

    @Test
    void onlyTheOperatorCreatesOrganizations() {
        assertThat(edge.put("/v1/organizations/acme", Edge.ACME_KEY, "{}").status()).isEqualTo(403);
        assertThat(edge.put("/v1/organizations/initech", Edge.ACME_KEY, "{}").status())
                .isEqualTo(403);
        assertThat(organizations.find("initech")).isEmpty();
    }
}
