package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import dev.parley.conversation.LiveText.Piece;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.ingest.ConversationChanges;
import dev.parley.ingest.ConversationStreams;
import dev.parley.ingest.OrganizationKeys;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
@Timeout(60)
class StreamIT {
    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;
    @Autowired private InMemoryLiveText text;
    @Autowired private OrganizationKeys keys;
    @Autowired private ConversationChanges changes;
    @Autowired private ConversationStreams streams;

    private final ConversationId id = new ConversationId("acme", "s-" + UUID.randomUUID());
    private final List<EventClient> clients = new ArrayList<>();

    @AfterEach
    void everythingIsFreed() {
        clients.forEach(EventClient::close);
        store.setReachable(true);
        await().until(() -> streams.open() == 0);
    }

    @Test
    void clientSeesTextThenTheReplyAndWhereTheConversationStands() {
        var client = open("");
        await().until(() -> text.listeners(id) == 1);
        var fence = begun("m1");
        text.publish(new Piece(id, 1, 1, 0, "ans\nwer"));

        var token = client.next();
        assertThat(token.name()).isEqualTo("token");
        assertThat(token.id()).isEmpty();
        assertThat(token.data().toString())
                .isEqualTo("{\"turn\":1,\"attempt\":1,\"index\":0,\"text\":\"ans\\nwer\"}");

        store.apply(Samples.commit(id, fence));
        changes.changed(id);

        var reply = client.next();
        assertThat(reply.name()).isEqualTo("reply");
        assertThat(reply.data())
                .as("the same as the conversation shows")
                .isEqualTo(view().json().path("messages").path(1));
        var status = client.next();
        assertThat(status.name()).isEqualTo("status");
        assertThat(status.data().toString())
                .isEqualTo("{\"status\":\"open\",\"owner\":\"ai\",\"needsProcessing\":false}");
    }

    @Test
    void clientThatComesBackGoesOnWhereItWas() {
        answered("m1");
        var all = open("0");
        assertThat(all.next().name()).isEqualTo("reply");
        var status = all.next();
        assertThat(status.name()).isEqualTo("status");
        all.close();
        answered("m2");

        var back = open(status.id());
        assertThat(back.next().data().path("text").asString()).isEqualTo("answer of turn 2");
        store.apply(Samples.takeOver(id));
        changes.changed(id);
        var human = back.next();
        assertThat(human.data().path("owner").asString()).isEqualTo("human");
        assertThat(back.waiting()).isEmpty();
    }

    @Test
    void viewOfAConversationSaysWhereToGoOn() {
        answered("m1");
        var position = view().text("position");
        answered("m2");
        var client = open(position);
        assertThat(client.next().data().path("text").asString()).isEqualTo("answer of turn 2");
        changes.changed(id);
        await().until(() -> client.comments() > 0);
        assertThat(client.waiting()).isEmpty();
    }

    @Test
    void silentStreamShowsSignsOfLife() {
        var client = open("");
        await().until(() -> client.comments() >= 2);
        assertThat(client.isEnded()).isFalse();
    }

    @Test
    void clientThatHasGoneIsForgotten() {
        for (int i = 0; i < 3; i++) {
            open("");
        }
        await().until(() -> streams.open() == 3);
        clients.forEach(EventClient::close);
        await().until(() -> streams.open() == 0);
        assertThat(text.listeners(id)).isZero();
    }

    @Test
    void clientThatDoesNotReadIsCutOffAndHoldsNobodyUp() throws IOException {
        var reading = open("");
        try (var stuck = edge.unread(path(id), Edge.ACME_KEY)) {
            await().until(() -> text.listeners(id) == 2);
            int shown = 0;
            while (text.listeners(id) == 2) {
                assertThat(shown).as("pieces that somebody keeps").isLessThan(20_000);
                for (int i = 0; i < 100; i++) {
                    text.publish(new Piece(id, 1, 1, shown++, "x".repeat(4_000)));
                }
                int all = shown;
                await().until(() -> reading.waiting().size() == all);
            }
            assertThat(stuck.isClosed()).isFalse();
        }
        assertThat(reading.isEnded()).isFalse();
    }

    @Test
    void othersMayNotLookOnAndNothingOfTheirsAppears() {
        assertThat(edge.get(path(id), Edge.GLOBEX_KEY).status()).isEqualTo(403);
        assertThat(edge.get(path(id), "wrong").status()).isEqualTo(401);
        // The same conversation's name in another organization.
        var neighbour = new ConversationId("globex", id.conversation());
        var client = EventClient.open(edge.request(path(neighbour), Edge.GLOBEX_KEY));
        clients.add(client);
        var own = open("");
        await().until(() -> text.listeners(id) == 1 && text.listeners(neighbour) == 1);

        text.publish(new Piece(id, 1, 1, 0, "secret"));
        answered("m1");
        changes.changed(id);

        assertThat(own.next().data().path("text").asString()).isEqualTo("secret");
        assertThat(own.next().name()).isEqualTo("reply");
        int before = client.comments();
        await().until(() -> client.comments() > before);
        assertThat(client.waiting()).isEmpty();
    }

    @Test
    void keyThatHasEndedEndsItsStreams() {
        var key =
                (OrganizationKeys.Creation.Created)
                        keys.create("acme", OrganizationKeys.Wish.WHOLE);
        var client = EventClient.open(edge.request(path(id), key.apiKey()));
        clients.add(client);
        await().until(() -> client.comments() > 0);

        keys.remove("acme", key.key().id(), false);

        await().until(client::isEnded);
    }

    @Test
    void noMoreThanTheLimitsMayLookOn() {
        for (int i = 0; i < 4; i++) {
            open("");
        }
        var own = edge.get(path(id), Edge.ACME_KEY);
        assertThat(own.status()).isEqualTo(429);
        assertThat(own.header("Retry-After")).isEqualTo("2");
        var other = "/v1/organizations/globex/conversations/c1/stream";
        clients.add(EventClient.open(edge.request(other, Edge.GLOBEX_KEY)));
        clients.add(EventClient.open(edge.request(other, Edge.GLOBEX_KEY)));
        var full = edge.get(other, Edge.GLOBEX_KEY);
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.header("Retry-After")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.", "1.zz", "1.0123456789abcdeF", "9999999999999999999"})
    void positionThatIsNoneIsNamed(String position) {
        var answer =
                edge.send(edge.request(path(id), Edge.ACME_KEY).header("Last-Event-ID", position));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("Last-Event-ID");
    }

    @Test
    void whatCannotBeStreamedIsAProblemAsElsewhere() {
        assertThat(
                        edge.get("/v1/organizations/acme/conversations/a%20b/stream", Edge.ACME_KEY)
                                .text("field"))
                .isEqualTo("conversation");
        assertThat(
                        edge.get("/v1/organizations/nobody/conversations/c/stream", Edge.OPERATOR)
                                .status())
                .isEqualTo(404);
        var json = edge.request(path(id), Edge.ACME_KEY).header("Accept", "application/json");
        assertThat(edge.send(json.GET()).status()).isEqualTo(406);
        store.setReachable(false);
        var down =
                edge.send(
                        edge.request(path(id), Edge.ACME_KEY)
                                .header("Accept", "text/event-stream"));
        assertThat(down.status()).isEqualTo(503);
    }

    @Test
    void headOnlyAsksAndDoesNotStay() throws IOException {
        var head = edge.request(path(id), Edge.ACME_KEY).method("HEAD", BodyPublishers.noBody());
        assertThat(edge.send(head).status()).isEqualTo(200);
        assertThat(streams.open()).isZero();
    }

    private EventClient open(String lastEventId) {
        var request = edge.request(path(id), Edge.ACME_KEY);
        var client =
                EventClient.open(
                        lastEventId.isEmpty()
                                ? request
                                : request.header("Last-Event-ID", lastEventId));
        clients.add(client);
        return client;
    }

    private Edge.Answer view() {
        return edge.get("/v1/organizations/acme/conversations/" + id.conversation(), Edge.ACME_KEY);
    }

    private static String path(ConversationId id) {
        return "/v1/organizations/%s/conversations/%s/stream"
                .formatted(id.organization(), id.conversation());
    }

    private void answered(String message) {
        store.apply(Samples.commit(id, begun(message)));
    }

    private Fence begun(String message) {
        store.apply(Samples.append(id, id.conversation() + message));
        long seq = store.find(id).orElseThrow().progress().lastSeq();
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(id, seq));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        return begun.turn().fence();
    }
}
