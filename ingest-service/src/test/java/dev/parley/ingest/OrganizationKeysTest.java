package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Scope;
import dev.parley.ingest.InMemoryOrganizations.Behaviour;
import dev.parley.ingest.OrganizationKeys.Creation;
import dev.parley.ingest.OrganizationKeys.Removal;
import dev.parley.ingest.OrganizationKeys.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationKeysTest {
    private static final String FIRST = ApiKeys.hash("first");

    private final InMemoryOrganizations organizations = new InMemoryOrganizations();
    private final ApiKeys known = new ApiKeys(organizations, null, InstantSource.system());
    private final OrganizationKeys keys = process(organizations);

    @BeforeEach
    void hold() {
        organizations.publish(
                OrganizationTemplates.from(OrganizationTemplates.WELCOME, "acme", "Acme", FIRST)
                        .orElseThrow());
    }

    @Test
    void createdKeyWorksBesideTheOthersUntilItIsEnded() {
        var created = created(keys);
        assertThat(known.identify(created.apiKey()))
                .contains(new Caller.Member("acme", created.key().id(), Set.of(Scope.ADMIN)));
        assertThat(ids()).containsExactly(FIRST.substring(0, 8), created.key().id());
        assertThat(ApiKeys.hash(created.apiKey())).startsWith(created.key().id());

        assertThat(keys.remove("acme", created.key().id(), false)).isEqualTo(Removal.REMOVED);

        assertThat(known.identify(created.apiKey())).isEmpty();
        assertThat(known.identify("first")).isPresent();
        assertThat(keys.remove("acme", created.key().id(), false)).isEqualTo(Removal.UNKNOWN);
    }

    @Test
    void lastKeyIsEndedOnlyOnPurpose() {
        var id = FIRST.substring(0, 8);
        assertThat(keys.remove("acme", id, false)).isEqualTo(Removal.LAST);
        assertThat(known.identify("first")).isPresent();
        assertThat(keys.remove("acme", id, true)).isEqualTo(Removal.REMOVED);
        assertThat(ids()).isEmpty();
    }

    @Test
    void thereAreTenKeysAtMost() {
        for (int i = 1; i < OrganizationKeys.MOST; i++) {
            created(keys);
        }
        assertThat(keys.create("acme", Wish.WHOLE)).isEqualTo(new Creation.TooMany());
        assertThat(ids()).hasSize(10);
    }

    @Test
    void expiredKeysGiveWayWhereThereIsNoRoom() {
        var gone = new Wish("gone", Set.of(Scope.MESSAGES_WRITE), Instant.EPOCH);
        keys.create("acme", gone);
        for (int i = 2; i < OrganizationKeys.MOST; i++) {
            created(keys);
        }
        created(keys);
        assertThat(keys.keys("acme")).hasSize(10).extracting(ApiKey::name).doesNotContain("gone");
    }

    @Test
    void keyThatMayNotMakeKeysDoesNotCountAsTheLast() {
        keys.create("acme", new Wish(null, Set.of(Scope.CONVERSATIONS_READ), null));
        assertThat(keys.remove("acme", FIRST.substring(0, 8), false)).isEqualTo(Removal.LAST);
    }

    @Test
    void nothingElseOfTheConfigurationChanges() {
        var before = organizations.find("acme").orElseThrow();
        created(keys);
        var after = organizations.find("acme").orElseThrow();
        assertThat(after).isEqualTo(before.withCredentials(after.credentials()));
        assertThat(after.version()).isEqualTo(before.version() + 1);
    }

    @Test
    void changeMadeMeanwhileIsKept() {
        assertThat(afterInterleaving(organizations)).hasSize(3);
    }

    /** The control: where the last one published counts, the change made meanwhile is lost. */
    @Test
    void lastPublishedWouldLoseAChange() {
        var last = new LastCounts(organizations);
        assertThat(afterInterleaving(last)).hasSize(2);
    }

    @Test
    void changesOfManyProcessesAllCount() throws Exception {
        try (var processes = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls =
                    Collections.nCopies(
                            9, (Callable<Creation.Created>) () -> created(process(organizations)));
            for (var call : processes.invokeAll(calls)) {
                assertThat(known.identify(call.get().apiKey())).isPresent();
            }
        }
        assertThat(ids()).hasSize(10);
    }

    @Test
    void changeThatDoesNotComeBackIsNotReported() {
        organizations.behave(Behaviour.LOSES);
        assertThatThrownBy(() -> keys.create("acme", Wish.WHOLE))
                .isInstanceOf(NotAcceptedException.class);
        organizations.behave(Behaviour.REFUSES);
        assertThatThrownBy(() -> keys.remove("acme", FIRST.substring(0, 8), true))
                .isInstanceOf(NotAcceptedException.class);
        assertThat(known.identify("first")).isPresent();
    }

    /** Another process creates a key between this one's look and its publication. */
    private List<String> afterInterleaving(OrganizationRegistry registry) {
        var other = new OrganizationKeys(configurations(registry), InstantSource.system());
        var interrupted =
                new OrganizationRegistry() {
                    private boolean first = true;

                    @Override
                    public void publish(Organization organization) {
                        if (first) {
                            first = false;
                            created(other);
                        }
                        registry.publish(organization);
                    }
                };
        created(new OrganizationKeys(configurations(interrupted), InstantSource.system()));
        return ids();
    }

    private List<String> ids() {
        return keys.keys("acme").stream().map(ApiKey::id).toList();
    }

    private OrganizationKeys process(OrganizationRegistry registry) {
        return new OrganizationKeys(configurations(registry), InstantSource.system());
    }

    private Configurations configurations(OrganizationRegistry registry) {
        return new Configurations(organizations, registry, Duration.ofSeconds(1));
    }

    private static Creation.Created created(OrganizationKeys by) {
        return (Creation.Created) by.create("acme", Wish.WHOLE);
    }

    /** A version replaces another of the same number. */
    private record LastCounts(InMemoryOrganizations organizations) implements OrganizationRegistry {
        @Override
        public void publish(Organization organization) {
            organizations.replace(organization);
        }
    }
}
