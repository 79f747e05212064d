package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.ingest.ConversationChanges;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryDeadLetters;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.Samples;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds the description against the running application. {@link Edge} holds each answer to it. */
@EdgeTest
class OpenApiIT {
    @Autowired private Edge edge;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired private InMemoryConversationStore store;
    @Autowired private InMemoryDeadLetters letters;
    @Autowired private InMemoryLiveText text;
    @Autowired private ConversationChanges changes;

    @Test
    void everythingServedIsDescribedAndEverythingDescribedIsServed() {
        var served = new TreeSet<String>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach((mapping, _) -> {
                    for (var path : mapping.getPatternValues()) {
                        if (path.startsWith("/v1/")) {
                            mapping.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> served.add(method + " " + path));
                        }
                    }
                });
        assertThat(served).isNotEmpty().isEqualTo(OpenApi.operations());
    }

    @Test
    void everyRecordThatIsAnsweredIsDescribed() {
        var answered = new HashSet<Class<?>>();
        requestMappingHandlerMapping.getHandlerMethods().values().stream()
                .filter(method -> method.getBeanType().getName().startsWith("dev.parley"))
                .forEach(method -> collect(method.getMethod().getGenericReturnType(), answered));
        assertThat(OpenApiTest.RECORDS.values())
                .containsAll(answered.stream().map(OpenApiIT::asRecord).toList());
        assertThat(answered).contains(ConversationView.Origin.class, Problem.class);
    }

    @Test
    void descriptionIsForEverybody() throws Exception {
        var request = edge.request("/openapi.yaml", "").setHeader("Authorization", "none");
        var answer = edge.text(request.GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/yaml");
        assertThat(answer.body())
                .isEqualTo(
                        new ClassPathResource("openapi.yaml")
                                .getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void everySuccessIsAsDescribed() {
        var name = "described-" + UUID.randomUUID();
        var organization = "/v1/organizations/" + name;
        var key = edge.put(organization, Edge.OPERATOR, "{}").text("apiKey");
        edge.put(organization, Edge.OPERATOR, "{}");
        edge.post(organization + "/conversations/c1/messages", key, Edge.GOOD);

        var id = new ConversationId(name, "c1");
        store.apply(Samples.append(id, "m1"));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(id, 1));
        edge.get(organization + "/conversations/c1", key);
        edge.get(organization + "/messages/m1/why", key);
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        events(id, organization + "/conversations/c1/stream", key, begun);
        edge.get(organization + "/conversations/c1", key);
        edge.get(organization + "/messages/m1/why", key);
        edge.get(organization + "/conversations?limit=1", key);

        var people = organization + "/conversations/c1";
        edge.post(people + "/takeover", key, "{\"by\": {\"id\": \"kim\"}}");
        for (int i = 0; i < 2; i++) {
            edge.post(
                    people + "/replies",
                    key,
                    "{\"id\": \"h1\", \"text\": \"Hello.\", \"author\": {\"id\": \"kim\"}}");
        }
        edge.post(people + "/return", key, "");
        edge.post(people + "/title", key, "");

        edge.get(organization + "/keys", key);
        var created = edge.post(organization + "/keys", key, "");
        edge.send(edge.request(organization + "/keys/" + created.text("id"), key).DELETE());

        var token =
                edge.post(people + "/tokens", key, "{\"author\": {\"id\": \"ada\"}}").text("token");
        edge.get(people, token);
        edge.delete(organization + "/tokens", key);

        edge.put(organization + "/configuration", Edge.OPERATOR, "{\"name\": \"Described\"}");
        edge.put(organization + "-too/configuration", Edge.OPERATOR, "{\"name\": \"Described\"}");
        var document = organization + "/documents/d1";
        edge.put(document, key, "{\"title\": \"One\", \"text\": \"A text.\"}");
        edge.get(organization + "/documents", key);
        edge.send(edge.request(document, key).DELETE());

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
                                0,
                                Instant.EPOCH,
                                null,
                                Bytes.of(new byte[] {1}),
                                List.of(new GivenUpRecord.Header("a", null))));
        letters.keep(letter);
        edge.get("/v1/dead-letters", Edge.OPERATOR);
        edge.get("/v1/dead-letters/" + letter.id(), Edge.OPERATOR);
        edge.post("/v1/dead-letters/" + letter.id() + "/redrive", key, "");
        edge.post("/v1/dead-letters/" + letter.id() + "/discard", key, "");
        store.apply(Samples.append(new ConversationId(name, "c2"), "m2"));
        edge.get("/v1/conversations/stuck?olderThan=0", key);
        var minuteAgo = Instant.now().minusSeconds(60);
        edge.post("/v1/recovery", Edge.OPERATOR, "{\"since\": \"%s\"}".formatted(minuteAgo));

        edge.delete(organization + "/conversations/c1", key);
        edge.delete(organization + "/conversations?all=true", key);

        var stream = "GET /v1/organizations/{organization}/conversations/{conversation}/stream 200";
        var seen = new TreeSet<>(OpenApi.seen());
        seen.add(stream);
        assertThat(seen).containsAll(OpenApi.successes());
    }

    private void events(ConversationId id, String path, String key, Begin.Outcome.Begun begun) {
        try (var client = EventClient.open(edge.request(path, key))) {
            OpenApi.holds("Standing", client.next().data());
            await().until(() -> text.listeners(id) == 1);
            text.publish(new Piece(id, 1, 1, 0, "ans"));
            OpenApi.holds("Token", client.next().data());
            store.apply(Samples.commit(id, begun.turn().fence()));
            changes.changed(id);
            OpenApi.holds("Message", client.next().data());
        }
    }

    private static void collect(Type type, Set<Class<?>> into) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(part -> collect(part, into));
        } else if (type instanceof Class<?> several && several.isSealed()) {
            Arrays.stream(several.getPermittedSubclasses()).forEach(one -> collect(one, into));
        } else if (type instanceof Class<?> record && record.isRecord() && into.add(record)) {
            Arrays.stream(record.getRecordComponents())
                    .forEach(component -> collect(component.getGenericType(), into));
        }
    }

    private static Class<? extends Record> asRecord(Class<?> type) {
        return type.asSubclass(Record.class);
    }
}
