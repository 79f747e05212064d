package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.SecretReference;
import dev.parley.ingest.InMemoryIntake;
import dev.parley.ingest.InMemoryOrganizations;
import dev.parley.ingest.InMemoryOrganizations.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class ConfigurationIT {
    private static final String GOOD =
            """
            {"name": "NAME",
             "agents": [{"id": "mia", "name": "Mia", "instructions": "Be kind."}],
             "playbooks": [{"id": "hello", "name": "Hello", "trigger": "welcome", "status": "active",
                            "instructions": "Greet.", "disclaimer": "A machine writes this."}],
             "humanPhrases": ["the captain"],
             "policies": {"documentThreshold": 0.4, "cooldown": 20},
             "channels": [{"name": "site", "account": "acme", "kind": "webhook",
                           "settings": {"address": "https://acme.example"}, "secrets": {"signing": "env:SIGN"}}]}
            """;

    @Autowired private Edge edge;
    @Autowired private InMemoryOrganizations organizations;
    @Autowired private InMemoryIntake intake;

    private final String id = "configured-" + UUID.randomUUID();
    private final String organization = "/v1/organizations/" + id;
    private final String path = organization + "/configuration";

    @AfterEach
    void reachable() {
        organizations.behave(Behaviour.HOLDS);
    }

    @Test
    void wholeConfigurationIsHeldWhenItIsAnswered() {
        var created = edge.put(path, Edge.OPERATOR, GOOD);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(edge.get(organization + "/keys", created.text("apiKey")).status())
                .isEqualTo(200);
        var held = held();
        assertThat(held.playbooks().getFirst().disclaimer()).isEqualTo("A machine writes this.");
        assertThat(held.policies().cooldown()).isEqualTo(Duration.ofSeconds(20));
        assertThat(held.channels().getFirst().secrets())
                .containsEntry("signing", new SecretReference("env:SIGN"));
    }

    @Test
    void sameConfigurationAgainChangesNothing() {
        edge.put(path, Edge.OPERATOR, GOOD);
        var before = held();

        assertThat(edge.put(path, Edge.OPERATOR, GOOD).text("outcome")).isEqualTo("unchanged");

        assertThat(held()).isSameAs(before);
    }

    @Test
    void changeIsTheNextVersionAndKeepsTheKeys() {
        var key = edge.put(path, Edge.OPERATOR, GOOD).text("apiKey");

        var changed = edge.put(path, Edge.OPERATOR, GOOD.replace("NAME", "Other"));

        assertThat(changed.text("outcome")).isEqualTo("changed");
        assertThat(changed.json().path("version").asLong()).isEqualTo(2);
        assertThat(changed.json().has("apiKey")).isFalse();
        assertThat(held().name()).isEqualTo("Other");
        assertThat(edge.get(organization + "/keys", key).status()).isEqualTo(200);
    }

    @Test
    void dryRunTellsAndPublishesNothing() {
        var answer = edge.put(path + "?dryRun=true", Edge.OPERATOR, GOOD);
        assertThat(answer.text("outcome")).isEqualTo("created");
        assertThat(answer.json().has("apiKey")).isFalse();
        assertThat(organizations.find(id)).isEmpty();

        edge.put(path, Edge.OPERATOR, GOOD);
        var before = held();
        var other = GOOD.replace("NAME", "Other");
        assertThat(edge.put(path + "?dryRun=true", Edge.OPERATOR, other).text("outcome"))
                .isEqualTo("changed");
        assertThat(held()).isSameAs(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"playbooks\": [`|`\"playbook\": [`|playbook",
                "`\"name\": \"NAME\"`|`\"name\": \" \"`|name",
                "`\"name\": \"NAME\"`|`\"name\": \"A\\u202eB\"`|name",
                "`\"id\": \"mia\"`|`\"id\": \"Mia\"`|agents[0].id",
                "`\"name\": \"Mia\"`|`\"name\": \"\\u200b\"`|agents[0].name",
                "`\"name\": \"Hello\"`|`\"name\": \"H\\udb40\\udc41\"`|playbooks[0].name",
                "`\"trigger\": \"welcome\"`|`\"trigger\": \"\"`|playbooks[0].trigger",
                "`\"status\": \"active\"`|`\"status\": \"on\"`|playbooks[0].status",
                "`0.4`|`4`|policies.documentThreshold",
                "`\"cooldown\": 20`|`\"cooldown\": -1`|policies.cooldown",
                "`env:SIGN`|`hunter2`|channels[0].secrets.signing",
                "`\"address\":`|`\"token\":`|channels[0].settings.token",
                "`\"the captain\"`|`7`|humanPhrases[0]"
            })
    void brokenOneIsRefusedByItsFieldAndTheRunningOneStays(String good, String bad, String field) {
        edge.put(path, Edge.OPERATOR, GOOD);
        var before = held();
        assertThat(GOOD).contains(good);

        var refused = edge.put(path, Edge.OPERATOR, GOOD.replace(good, bad));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.response().body()).doesNotContain("hunter2");
        assertThat(held()).isSameAs(before);
    }

    @Test
    void onlyTheOperatorConfigures() {
        var key = edge.put(path, Edge.OPERATOR, GOOD).text("apiKey");
        assertThat(edge.put(path, key, GOOD).status()).isEqualTo(403);
        assertThat(edge.put(path, Edge.ACME_KEY, GOOD).status()).isEqualTo(403);
    }

    @Test
    void configurationThatMayNotBeDurableIsNotReported() {
        organizations.behave(Behaviour.REFUSES);
        var refused = edge.put(path, Edge.OPERATOR, GOOD);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().has("apiKey")).isFalse();
    }

    @Test
    void ofManyAtOnceTheLastVersionIsWholeAndEachIsCounted() throws Exception {
        edge.put(path, Edge.OPERATOR, GOOD);
        var answers = new ArrayList<Future<Edge.Answer>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var body = GOOD.replace("NAME", "N" + i).replace("Greet.", "Greet " + i);
                answers.add(callers.submit(() -> edge.put(path, Edge.OPERATOR, body)));
            }
        }
        for (var answer : answers) {
            assertThat(answer.get().text("outcome")).isEqualTo("changed");
        }
        assertThat(held().version()).isEqualTo(9);
        assertThat(held().playbooks().getFirst().instructions())
                .isEqualTo("Greet " + held().name().substring(1));
    }

    @Test
    void documentIsHeldWithAVersionAndSentTwiceIsTheSame() {
        var key = edge.put(path, Edge.OPERATOR, GOOD).text("apiKey");
        var document = organization + "/documents/returns";

        var first = edge.put(document, key, text("30 days."));
        var again = edge.put(document, key, text("30 days."));
        var changed = edge.put(document, key, text("60 days."));

        assertThat(first.json().path("version").asLong()).isEqualTo(1);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(changed.json().path("version").asLong()).isEqualTo(2);
        assertThat(intake.accepted(id)).hasSize(2);
        var listed = edge.get(organization + "/documents", key).json().path("documents");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.path(0)).isEqualTo(changed.json());

        assertThat(edge.send(edge.request(document, key).DELETE()).status()).isEqualTo(204);
        assertThat(edge.send(edge.request(document, key).DELETE()).text("type"))
                .isEqualTo("urn:parley:problem:unknown-document");
    }

    @Test
    void brokenDocumentIsRefusedByItsField() {
        var key = edge.put(path, Edge.OPERATOR, GOOD).text("apiKey");
        var documents = organization + "/documents/";
        assertThat(edge.put(documents + "a%20b", key, text("x")).text("field"))
                .isEqualTo("document");
        assertThat(edge.put(documents + "a", key, "{\"text\": \"x\"}").text("field"))
                .isEqualTo("title");
        for (var title : new String[] {"\\u200b", "Re\\u202eturns", "Returns\\udb40\\udc41"}) {
            var body = text("x").replace("Returns", title);
            assertThat(edge.put(documents + "a", key, body).text("field")).isEqualTo("title");
        }
        assertThat(edge.put(documents + "a", key, text("x").replace("https", "ftp")).text("field"))
                .isEqualTo("link");
        assertThat(edge.put(documents + "a", key, text("x".repeat(1024 * 1024 + 1))).text("field"))
                .isEqualTo("text");
        assertThat(edge.put(documents + "a", Edge.ACME_KEY, text("x")).status()).isEqualTo(403);
        assertThat(intake.accepted(id)).isEmpty();
    }

    private Organization held() {
        return organizations.find(id).orElseThrow();
    }

    private static String text(String text) {
        return "{\"title\": \"Returns\", \"link\": \"https://acme.example/r\", \"text\": \"%s\"}"
                .formatted(text);
    }
}
