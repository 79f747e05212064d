package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String OPERATOR = "operator's key";

    private final InMemoryOrganizations organizations = new InMemoryOrganizations();
    private final ApiKeys keys = new ApiKeys(organizations, ApiKeys.hash(OPERATOR));

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

        assertThat(member).isEqualTo(new Caller.Member("globex"));
        assertThat(member.mayAct("globex")).isTrue();
        assertThat(member.mayAct("acme")).isFalse();
    }

    @Test
    void newKeyWorksAtOnceAndRemovedKeyStopsAtOnce() {
        add("acme", "old");
        assertThat(keys.identify("old")).isPresent();
        assertThat(keys.identify("new")).isEmpty();

        add("acme", "new");

        assertThat(keys.identify("new")).contains(new Caller.Member("acme"));
        assertThat(keys.identify("old")).isEmpty();
    }

    @Test
    void withoutOperatorNobodyIsOne() {
        assertThat(new ApiKeys(organizations, null).identify(OPERATOR)).isEmpty();
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

    private void add(String organization, String key) {
        var hash = ApiKeys.hash(key);
        organizations.publish(
                organizations
                        .find(organization)
                        .map(held -> held.withApiKeyHashes(List.of(hash)))
                        .or(() ->
                                OrganizationTemplates.from(
                                        OrganizationTemplates.WELCOME,
                                        organization,
                                        organization,
                                        hash))
                        .orElseThrow());
    }
}
