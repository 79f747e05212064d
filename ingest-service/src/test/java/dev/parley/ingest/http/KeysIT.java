package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ingest.InMemoryOrganizations;
import dev.parley.ingest.InMemoryOrganizations.Behaviour;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class KeysIT {
    @Autowired private Edge edge;
    @Autowired private InMemoryOrganizations organizations;

    private final String organization = "/v1/organizations/keys-" + UUID.randomUUID();
    private final String path = organization + "/keys";
    private String first = "";

    @BeforeEach
    void create() {
        first = edge.put(organization, Edge.OPERATOR, "{}").text("apiKey");
    }

    @AfterEach
    void reachable() {
        organizations.behave(Behaviour.HOLDS);
    }

    @Test
    void keyIsExchangedWithoutAGap() {
        var old = ids(first).getFirst();
        var created = edge.post(path, first, "");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        var key = created.text("apiKey");
        assertThat(ids(first)).containsExactly(old, created.text("id"));
        assertThat(ids(key)).hasSize(2);

        var ended = delete(old, key);
        assertThat(ended.status()).isEqualTo(204);

        assertThat(edge.get(path, first).status()).isEqualTo(401);
        assertThat(ids(key)).containsExactly(created.text("id"));
    }

    @Test
    void listShowsNoKey() {
        var second = edge.post(path, first, "").text("apiKey");
        assertThat(edge.get(path, first).response().body()).doesNotContain(first, second);
    }

    @Test
    void lastKeyIsTheOperatorsToEnd() {
        var id = ids(first).getFirst();
        var refused = delete(id, first);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:parley:problem:last-key");
        assertThat(delete(id, Edge.OPERATOR).status()).isEqualTo(204);
        assertThat(edge.get(path, first).status()).isEqualTo(401);
        var again = edge.post(path, Edge.OPERATOR, "").text("apiKey");
        assertThat(ids(again)).hasSize(1);
    }

    @Test
    void elevenKeysAreTooMany() {
        for (int i = 0; i < 9; i++) {
            assertThat(edge.post(path, first, "").status()).isEqualTo(201);
        }
        var refused = edge.post(path, first, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:parley:problem:too-many-keys");
    }

    @Test
    void keysOfOthersAreOutOfReach() {
        var id = ids(first).getFirst();
        assertThat(edge.get(path, Edge.ACME_KEY).status()).isEqualTo(403);
        assertThat(edge.post(path, Edge.ACME_KEY, "").status()).isEqualTo(403);
        assertThat(delete(id, Edge.ACME_KEY).status()).isEqualTo(403);
        assertThat(edge.post("/v1/organizations/nobody/keys", Edge.OPERATOR, "").status())
                .isEqualTo(404);
        assertThat(ids(first)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456", "012345678", "0123456G", "ABCDEF01"})
    void idThatIsNoneIsNamed(String id) {
        assertThat(delete(id, first).text("field")).isEqualTo("id");
    }

    @Test
    void unknownKeyIsNotFound() {
        assertThat(delete("00000000", first).text("type"))
                .isEqualTo("urn:parley:problem:unknown-key");
    }

    @Test
    void changeThatMayNotBeDurableIsNotReported() {
        organizations.behave(Behaviour.REFUSES);
        var refused = edge.post(path, first, "");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().has("apiKey")).isFalse();
    }

    private Edge.Answer delete(String id, String key) {
        return edge.send(edge.request(path + "/" + id, key).DELETE());
    }

    private List<String> ids(String key) {
        var answer = edge.get(path, key);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json()
                .path("keys")
                .valueStream()
                .map(entry -> entry.path("id").asString())
                .toList();
    }
}
