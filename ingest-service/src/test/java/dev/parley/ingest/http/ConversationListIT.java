package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@EdgeTest
class ConversationListIT {
    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;

    private final String organization = "list-" + UUID.randomUUID();
    private String key = "";

    @BeforeEach
    void create() {
        key = edge.put("/v1/organizations/" + organization, Edge.OPERATOR, "{}").text("apiKey");
    }

    @Test
    void pagesTogetherShowEveryConversationOnce() {
        for (int i = 0; i < 7; i++) {
            append("c" + i);
        }
        var seen = new ArrayList<String>();
        var page = list("?limit=3");
        seen.addAll(ids(page));
        while (page.json().has("next")) {
            page = list("?limit=3&cursor=" + page.text("next"));
            assertThat(ids(page)).isNotEmpty();
            seen.addAll(ids(page));
        }
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 7).mapToObj(i -> "c" + i).toList());
    }

    @Test
    void pageThatHoldsTheRestIsTheLast() {
        append("c1");
        append("c2");
        assertThat(list("?limit=2").json().has("next")).isFalse();
        assertThat(list("?limit=1").json().has("next")).isTrue();
        assertThat(list("").json().path("conversations")).hasSize(2);
    }

    @Test
    void entryTellsWhereItsConversationStands() {
        append("c1");
        var open = list("").json().path("conversations").path(0);
        assertThat(open.path("status").asString()).isEqualTo("new");
        assertThat(open.path("owner").asString()).isEqualTo("ai");
        assertThat(open.path("needsProcessing").asBoolean()).isTrue();
        assertThat(open.path("createdAt").asString()).isNotBlank();
        assertThat(open.has("title")).isFalse();

        store.apply(Samples.takeOver(id("c1")));

        var human = list("").json().path("conversations").path(0);
        assertThat(human.path("owner").asString()).isEqualTo("human");
        assertThat(human.path("needsProcessing").asBoolean()).isFalse();
    }

    @Test
    void onlyThoseAskedForAreListed() {
        append("c1");
        append("c2");
        append("c3");
        store.apply(Samples.takeOver(id("c2")));
        var pending = list("").json().path("conversations").path(1).path("status").asString();

        assertThat(ids(list("?status=" + pending))).containsExactly("c2");
        assertThat(ids(list("?needsProcessing=true"))).containsExactly("c1", "c3");
        assertThat(ids(list("?needsProcessing=false&limit=1"))).containsExactly("c2");
        assertThat(ids(list("?status=closed"))).isEmpty();
    }

    @Test
    void rarePropertyEndsAPageBeforeItIsFullAndTheCursorGoesOn() {
        for (int i = 0; i < 2_100; i++) {
            var name = "c%04d".formatted(i);
            append(name);
            if (i != 2_050) {
                store.apply(Samples.takeOver(id(name)));
            }
        }
        var first = list("?needsProcessing=true&limit=200");
        assertThat(ids(first)).isEmpty();
        var second = list("?needsProcessing=true&limit=200&cursor=" + first.text("next"));
        assertThat(ids(second)).containsExactly("c2050");
        assertThat(second.json().has("next")).isFalse();

        var nobodys = list("?status=resolved&limit=200");
        assertThat(ids(nobodys)).isEmpty();
        assertThat(nobodys.text("next")).isNotEmpty();
    }

    @Test
    void othersConversationsAreNeverListed() {
        append("c1");
        assertThat(edge.get(path(""), Edge.ACME_KEY).status()).isEqualTo(403);
        var acme = edge.get("/v1/organizations/acme/conversations?limit=200", Edge.ACME_KEY);
        assertThat(acme.response().body()).doesNotContain(organization);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, limit=0",
        "limit, limit=201",
        "limit, limit=x",
        "limit, limit=-1",
        "limit, limit=1&limit=2",
        "status, status=OPEN",
        "status, status=gone",
        "status, status=",
        "needsProcessing, needsProcessing=yes",
        "cursor, cursor=",
        "cursor, cursor=%C3%A4",
        "cursor, cursor=YzI6eA",
        "cursor, cursor=YzE6",
        "cursor, cursor=YzE6YSBi"
    })
    void parameterThatBreaksItsRuleIsNamed(String field, String query) {
        var answer = list("?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
    }

    private Edge.Answer list(String query) {
        return edge.get(path(query), key);
    }

    private String path(String query) {
        return "/v1/organizations/" + organization + "/conversations" + query;
    }

    private ConversationId id(String conversation) {
        return new ConversationId(organization, conversation);
    }

    private void append(String conversation) {
        store.apply(Samples.append(id(conversation), conversation + "-m1"));
    }

    private static List<String> ids(Edge.Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.json().path("conversations").valueStream().map(ConversationListIT::id).toList();
    }

    private static String id(JsonNode entry) {
        return entry.path("conversation").asString();
    }
}
