package dev.parley.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.TakeOver;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.DispositionWaiter;
import dev.parley.ingest.IngestServiceApplication;
import dev.parley.ingest.MessageQuery;
import dev.parley.schemas.AuditAction;
import dev.parley.schemas.AuditActor;
import dev.parley.schemas.AuditEntry;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.EventType;
import dev.parley.schemas.RecordCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge with its real adapters: a broker and SQLite. */
class EdgeKafkaIT {
    private static final String OPERATOR = "operator";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String MESSAGE =
            """
            {"id": "m1", "text": "hello", "author": {"id": "ada"}}
            """;

    @TempDir private static Path directory;
    private static EmbeddedKafka kafka;
    private static ConfigurableApplicationContext edge;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        edge =
                SpringApplication.run(
                        IngestServiceApplication.class,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--management.server.address=127.0.0.1",
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.kafka.producer.properties.max.block.ms=3000",
                        "--spring.kafka.producer.properties.request.timeout.ms=1000",
                        "--spring.kafka.producer.properties.delivery.timeout.ms=3000",
                        "--parley.kafka.partitions=2",
                        "--parley.store.sqlite.path=" + directory.resolve("parley.db"),
                        "--parley.api.operator-key-hash=" + ApiKeys.hash(OPERATOR));
    }

    @AfterAll
    static void stop() {
        edge.close();
        kafka.close();
    }

    @Test
    void acceptedMessageIsOnTheTopicUnderTheTraceOfItsRequest() throws Exception {
        assertThat(put("/v1/organizations/acme").statusCode()).isEqualTo(201);
        var again = put("/v1/organizations/acme");
        assertThat(again.statusCode()).isEqualTo(200);

        var posted =
                client.send(
                        request("/v1/organizations/acme/conversations/c1/messages")
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .POST(BodyPublishers.ofString(MESSAGE))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(202);

        var record = inbound();
        assertThat(record.key()).isEqualTo("acme/c1");
        var header = record.headers().lastHeader("traceparent");
        assertThat(new String(header.value(), StandardCharsets.ISO_8859_1))
                .startsWith("00-" + TRACE + "-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void keyOfANewOrganizationWorksAtOnce() throws Exception {
        var created = put("/v1/organizations/globex");
        var key = JsonMapper.shared().readTree(created.body()).path("apiKey").asString();
        var answer =
                client.send(
                        request("/v1/organizations/globex/conversations/none")
                                .setHeader("Authorization", "Bearer " + key)
                                .GET()
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasDoneIsOnTheAuditTopic() throws Exception {
        assertThat(put("/v1/organizations/audited").statusCode()).isEqualTo(201);
        var record = first(List.of(new TopicPartition("parley.audit", 0)), "audited");
        var entry = new RecordCodec().decode(record.value(), AuditEntry.class);
        assertThat(entry.getOrganization()).isEqualTo("audited");
        assertThat(entry.getActor()).isEqualTo(AuditActor.OPERATOR);
        assertThat(entry.getAction()).isEqualTo(AuditAction.ORGANIZATION_CONFIGURED);
        assertThat(entry.getAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void takeoverThatIsToldAgainIsKnownByItsId() throws Exception {
        var id = new ConversationId("told", "c1");
        var path = "/v1/organizations/told/conversations/c1/";
        put("/v1/organizations/told");
        append(id);
        for (var step : List.of("takeover", "takeover", "return", "takeover")) {
            var answer =
                    client.send(
                            request(path + step)
                                    .POST(BodyPublishers.ofString("{\"by\": {\"id\": \"kim\"}}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        var told =
                read(partitions("parley.events"), id.toString()::equals, 4).stream()
                        .map(record ->
                                new RecordCodec().decode(record.value(), ConversationEvent.class))
                        .toList();
        assertThat(told)
                .extracting(ConversationEvent::getType)
                .containsExactly(
                        EventType.TAKEN_OVER,
                        EventType.TAKEN_OVER,
                        EventType.RETURNED,
                        EventType.TAKEN_OVER);
        assertThat(told)
                .extracting(ConversationEvent::getId)
                .allSatisfy(each -> assertThat(each).matches("[0-9a-f]{32}"));
        assertThat(told.get(1).getId()).isEqualTo(told.get(0).getId());
        assertThat(told.get(3).getId()).isNotEqualTo(told.get(0).getId());
    }

    /** A span and a timer of each filter would cost more than all filters do. */
    @Test
    void requestsAreMeasuredAndTheFiltersInFrontOfThemAreNot() throws Exception {
        assertThat(get("/v1/organizations/acme/conversations/none").statusCode()).isEqualTo(404);
        await().untilAsserted(() -> assertThat(meters()).contains("http.server.requests"));
        assertThat(meters()).noneMatch(name -> name.startsWith("spring.security"));
    }

    /** Where the API is flooded, whoever looks after the process still gets an answer. */
    @Test
    void healthHasAPortOfItsOwnWhereThatIsSaid() throws Exception {
        assertThat(health("liveness").statusCode()).isEqualTo(200);
        var beside = request("/actuator/health/liveness").build();
        assertThat(client.send(beside, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void eventOfAConversationEndsAWaitForIt() throws Exception {
        var id = new ConversationId("acme", "c-tail");
        var store = edge.getBean(ConversationStore.class);
        var events = edge.getBean(Events.class);
        append(id);
        // A crowd, so that nobody looks by itself for seconds: only the event can be in time.
        var waiter = edge.getBean(DispositionWaiter.class);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_990; i++) {
                var other = new MessageQuery("initech", "c" + i, "m1");
                callers.submit(() -> waiter.await(other, Duration.ofSeconds(4)));
            }
            await().until(() -> waiter.waiting() == 1_990);
            var answer =
                    callers.submit(() ->
                            waiter.await(
                                    new MessageQuery("acme", "c-tail", "m1"),
                                    Duration.ofSeconds(8)));
            await().until(() -> waiter.waiting() == 1_991);
            store.apply(new TakeOver(id, "operator", Duration.ofSeconds(5)));
            events.publish(id, Events.Kind.TAKEN_OVER, null, Map.of("epoch", "1"));
            assertThat(answer.get(2, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    /** No planner runs here, so nothing that is accepted is stored. */
    @Test
    void messageThatIsAcceptedAndNotStoredIsToldAsSuch() throws Exception {
        put("/v1/organizations/underway");
        assertThat(post("underway", "u1").statusCode()).isEqualTo(202);
        assertThat(post("underway", "u2").statusCode()).isEqualTo(202);

        for (var where : List.of("?conversation=c1", "")) {
            var why = json("/v1/organizations/underway/messages/u2/why" + where);
            assertThat(why.path("stage").asString()).isEqualTo("accepted");
            assertThat(why.path("disposition").isNull()).isTrue();
            assertThat(why.path("conversation").asString()).isEqualTo("c1");
            var place = why.path("onItsWay");
            assertThat(place.path("topic").asString()).isEqualTo("parley.inbound");
            assertThat(place.path("recordsBefore").asLong())
                    .isPositive()
                    .isEqualTo(place.path("offset").asLong());
            var record = first(partitions(), "underway/c1");
            assertThat(place.path("partition").asInt()).isEqualTo(record.partition());
            assertThat(place.path("offset").asLong()).isEqualTo(record.offset() + 1);
            var partition = new TopicPartition("parley.inbound", record.partition());
            assertThat(Instant.parse(place.path("oldestAt").asString()))
                    .as("of the first that nobody took up")
                    .isEqualTo(Instant.ofEpochMilli(first(partition).timestamp()));
        }
        assertThat(get("/v1/organizations/underway/messages/none/why").statusCode()).isEqualTo(404);

        var stuck = json("/v1/conversations/stuck?olderThan=0");
        assertThat(stuck.path("partitions").values())
                .anySatisfy(partition -> {
                    assertThat(partition.path("topic").asString()).isEqualTo("parley.inbound");
                    assertThat(partition.path("committed").asLong()).isZero();
                    assertThat(partition.path("end").asLong()).isPositive();
                });
        assertThat(json("/v1/conversations/stuck?olderThan=3600").path("partitions").values())
                .isEmpty();
    }

    /** More than may look through the backlog at once. */
    @Test
    void manyThatAskForWhatIsNotThereWaitForEachOther() throws Exception {
        put("/v1/organizations/crowd");
        assertThat(post("crowd", "m1").statusCode()).isEqualTo(202);
        var answers =
                IntStream.range(0, 24)
                        .mapToObj(number ->
                                request("/v1/organizations/crowd/messages/none-" + number + "/why")
                                        .GET()
                                        .build())
                        .map(asked -> client.sendAsync(asked, BodyHandlers.discarding()))
                        .toList();
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(404);
        }
    }

    @Test
    void messagesAreRefusedAtOnceWhileTheBrokerIsAwayAndTakenWhenItIsBack() throws Exception {
        put("/v1/organizations/outage");
        var meters = edge.getBean(MeterRegistry.class);
        var failed = meters.counter("parley.publishing.failed");
        var refused = meters.counter("parley.publishing.refused");
        int port = kafka.port();
        kafka.close();
        try {
            assertThat(post("outage", "m1").statusCode()).isEqualTo(503);
            double tried = failed.count();
            assertThat(tried).isEqualTo(1);
            for (int message = 0; message < 5; message++) {
                var answer = post("outage", "m1");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            }
            assertThat(failed.count()).as("none of them was tried").isEqualTo(tried);
            assertThat(refused.count()).isEqualTo(5);
            assertThat(health("readiness").statusCode()).isEqualTo(503);
            assertThat(health("liveness").statusCode()).isEqualTo(200);
        } finally {
            kafka = EmbeddedKafka.start(directory.resolve("kafka"), port);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> health("readiness").statusCode() == 200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> post("outage", "m1").statusCode() == 202);
        assertThat(post("outage", "m2").statusCode()).isEqualTo(202);
    }

    private static List<String> meters() {
        return edge.getBean(MeterRegistry.class).getMeters().stream()
                .map(meter -> meter.getId().getName())
                .toList();
    }

    private static void append(ConversationId id) {
        edge.getBean(ConversationStore.class)
                .apply(
                        new Append(
                                id,
                                new Channel("rest", "rest", Channel.Delivery.PULLED),
                                new MessageKey(
                                        id.organization(), "rest", id.conversation() + "/m1"),
                                "m1",
                                new Participant("ada", null, List.of()),
                                "hello",
                                null,
                                Duration.ofSeconds(5)));
    }

    private HttpResponse<String> post(String organization, String id) throws Exception {
        var path = "/v1/organizations/" + organization + "/conversations/c1/messages";
        var body = BodyPublishers.ofString(MESSAGE.replace("m1", id));
        return client.send(request(path).POST(body).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> health(String group) throws Exception {
        var port = edge.getEnvironment().getProperty("local.management.port");
        var uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path) throws Exception {
        return client.send(
                request(path).PUT(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        var server = ((WebServerApplicationContext) edge).getWebServer();
        if (server == null) {
            throw new IllegalStateException("the edge has no web server");
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json");
    }

    private static ConsumerRecord<String, byte[]> inbound() {
        return first(partitions(), "acme/c1");
    }

    private static List<TopicPartition> partitions() {
        return partitions("parley.inbound");
    }

    private static List<TopicPartition> partitions(String topic) {
        return List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    }

    private static ConsumerRecord<String, byte[]> first(TopicPartition partition) {
        return first(List.of(partition), _ -> true);
    }

    private static ConsumerRecord<String, byte[]> first(
            List<TopicPartition> partitions, String key) {
        return first(partitions, key::equals);
    }

    private static ConsumerRecord<String, byte[]> first(
            List<TopicPartition> partitions, Predicate<String> key) {
        return read(partitions, key, 1).getFirst();
    }

    /** The first so many records with the key. */
    private static List<ConsumerRecord<String, byte[]>> read(
            List<TopicPartition> partitions, Predicate<String> key, int count) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int polls = 0; polls < 100; polls++) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (key.test(record.key())) {
                        found.add(record);
                    }
                    if (found.size() == count) {
                        return found;
                    }
                }
            }
        }
        throw new AssertionError("nothing arrived on the topic");
    }
}
