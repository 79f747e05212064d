package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.Credentials;
import dev.parley.conversation.organization.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String OPERATOR = "operator's key";

    private final InMemoryOrganizations organizations = new InMemoryOrganizations();
    private Instant now = Instant.EPOCH;
    private final ApiKeys keys = new ApiKeys(organizations, ApiKeys.hash(OPERATOR), () -> now);

    @Test
    void operatorIsKnownByTheHashInTheSettings() {
        assertThat(keys.identify(OPERATOR)).contains(new Caller.Operator());
        assertThat(keys.identify(ApiKeys.hash(OPERATOR))).isEmpty();
    }

    @Test
    void memberMayActForOneOrganizationOnly() {
        add("acme", "key-a");
        add("globex", "key-g");

        var member = keys.identify("key-g").orElseThrow();

        assertThat(member).isEqualTo(member("globex", "key-g"));
        assertThat(member.mayAct("globex")).isTrue();
        assertThat(member.mayAct("acme")).isFalse();
    }

    @Test
    void newKeyWorksAtOnceAndRemovedKeyStopsAtOnce() {
        add("acme", "old");
        assertThat(keys.identify("old")).isPresent();
        assertThat(keys.identify("new")).isEmpty();

        add("acme", "new");

        assertThat(keys.identify("new")).contains(member("acme", "new"));
        assertThat(keys.identify("old")).isEmpty();
    }

    /** However many organizations there are: none of them is looked at. */
    @Test
    void unknownKeyCostsOneLookUp() {
        for (int i = 0; i < 100; i++) {
            add("org-" + i, "key-" + i);
        }
        int before = organizations.lookUps();
        assertThat(keys.identify("unknown")).isEmpty();
        assertThat(organizations.lookUps() - before).isEqualTo(1);
    }

    @Test
    void keyIsRefusedFromItsEndOn() {
        add("acme", "any");
        var end = now.plusSeconds(60);
        organizations.publish(
                organizations
                        .find("acme")
                        .orElseThrow()
                        .withCredentials(
                                Credentials.NONE.withKeys(
                                        List.of(
                                                new ApiKey(
                                                        ApiKeys.hash("brief"),
                                                        "brief",
                                                        Set.of(Scope.MESSAGES_WRITE),
                                                        now,
                                                        end)))));
        now = end.minusMillis(1);
        var caller = (Caller.Member) keys.identify("brief").orElseThrow();
        assertThat(caller.may(Scope.MESSAGES_WRITE)).isTrue();
        assertThat(caller.may(Scope.ADMIN)).isFalse();
        assertThat(keys.lastUsed(ApiKeys.hash("brief"))).contains(now);
        now = end;
        assertThat(keys.identify("brief")).isEmpty();
    }

    @Test
    void withoutOperatorNobodyIsOne() {
        assertThat(new ApiKeys(organizations, null, () -> now).identify(OPERATOR)).isEmpty();
    }

    @Test
    void generatedKeysAreLongAndDiffer() {
        assertThat(ApiKeys.generate())
                .matches("pk_[A-Za-z0-9_-]{43}")
                .isNotEqualTo(ApiKeys.generate());
    }

    @Test
    void hashIsThePublishedOne() {
        assertThat(ApiKeys.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static Caller.Member member(String organization, String key) {
        return new Caller.Member(organization, ApiKey.id(ApiKeys.hash(key)), Set.of(Scope.ADMIN));
    }

    private void add(String organization, String key) {
        var hash = ApiKeys.hash(key);
        organizations.publish(
                organizations
                        .find(organization)
                        .map(held -> held.withCredentials(Credentials.ofHashes(List.of(hash))))
                        .or(() ->
                                OrganizationTemplates.from(
                                        OrganizationTemplates.WELCOME,
                                        organization,
                                        organization,
                                        hash))
                        .orElseThrow());
    }
}
