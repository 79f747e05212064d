package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTokensTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final InMemoryOrganizations organizations = new InMemoryOrganizations();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ConversationTokens tokens = edge();

    @BeforeEach
    void hold() {
        for (var id : List.of("acme", "globex")) {
            organizations.publish(
                    OrganizationTemplates.from(
                                    OrganizationTemplates.WELCOME, id, id, ApiKeys.hash("k-" + id))
                            .orElseThrow());
        }
    }

    @Test
    void everyEdgeKnowsItUntilItsEnd() {
        var issued = tokens.issue(ID, author("Zo\u00eb"), QUARTER);
        var other = edge();

        assertThat(other.identify(issued.token()))
                .contains(new Caller.Customer(ID, author("Zo\u00eb"), now.plus(QUARTER)));

        now = issued.expiresAt().minusMillis(1);
        assertThat(other.identify(issued.token())).isPresent();
        now = issued.expiresAt();
        assertThat(other.identify(issued.token())).isEmpty();
    }

    @Test
    void whatWasChangedIsRefused() {
        var token = tokens.issue(ID, author(null), QUARTER).token();
        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            var other = token.substring(0, i) + changed + token.substring(i + 1);
            // The last character of each part carries bits that count for nothing.
            if (i != token.length() - 1 && i != token.indexOf('.') - 1) {
                assertThat(tokens.identify(other)).as("changed at %d", i).isEmpty();
            }
            assertThat(tokens.identify(token.substring(0, i))).isEmpty();
        }
        assertThat(tokens.identify(token)).isPresent();
    }

    /** Its organization's secret signs it, and no other. */
    @Test
    void secretOfAnotherOrganizationMakesNone() {
        var token = tokens.issue(ID, author(null), QUARTER).token();
        tokens.issue(new ConversationId("globex", "c1"), author(null), QUARTER);
        var globex =
                Objects.requireNonNull(
                        organizations.find("globex").orElseThrow().credentials().tokenSecret());
        var acme = organizations.find("acme").orElseThrow();
        assertThat(globex).isNotEqualTo(acme.credentials().tokenSecret());

        organizations.publish(acme.withCredentials(acme.credentials().withTokenSecret(globex)));

        assertThat(tokens.identify(token)).isEmpty();
    }

    @Test
    void allOfAnOrganizationCanBeEnded() {
        var ended = tokens.issue(ID, author(null), QUARTER).token();
        tokens.endAll("acme");
        assertThat(tokens.identify(ended)).isEmpty();
        assertThat(tokens.identify(tokens.issue(ID, author(null), QUARTER).token())).isPresent();
        long version = organizations.find("globex").orElseThrow().version();
        tokens.endAll("globex");
        assertThat(organizations.find("globex").orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void opensItsConversationAndThoseInItsPlace() {
        var customer = tokens.identify(tokens.issue(ID, author(null), QUARTER).token());
        assertThat(customer)
                .hasValueSatisfying(caller -> {
                    assertThat(caller.mayEnter("acme", "c1")).isTrue();
                    assertThat(caller.mayEnter("acme", "c1~2")).isTrue();
                    assertThat(caller.mayEnter("acme", "c12")).isFalse();
                    assertThat(caller.mayEnter("globex", "c1")).isFalse();
                });
    }

    private ConversationTokens edge() {
        return new ConversationTokens(
                new Configurations(organizations, organizations, Duration.ofSeconds(1)), () -> now);
    }

    private static Participant author(@Nullable String name) {
        return new Participant("ada", name, List.of());
    }
}
