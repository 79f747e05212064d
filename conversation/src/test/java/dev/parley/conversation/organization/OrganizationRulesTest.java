package dev.parley.conversation.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.organization.OrganizationRules.Broken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationRulesTest {
    private static final Agent AGENT =
            new Agent("mia", "Mia", Agent.Level.ORGANIZATION, true, "Be kind.");
    private static final Playbook WELCOME =
            new Playbook("hello", "Hello", Playbook.WELCOME, true, "Greet.", null, null);

    @Test
    void goodOneBreaksNone() {
        assertThat(OrganizationRules.broken(organization(WELCOME))).isEmpty();
        assertThat(OrganizationRules.isWelcoming(organization(WELCOME))).isTrue();
    }

    @Test
    void draftDoesNotWelcome() {
        var draft = new Playbook("hello", "Hello", Playbook.WELCOME, false, "Greet.", null, null);
        assertThat(OrganizationRules.isWelcoming(organization(draft))).isFalse();
    }

    @Test
    void everythingThatIsWrongIsNamedByItsPath() {
        var wrong = new Playbook("Hello", "a\nb", " ", true, " ", "\u0000", "x".repeat(100_001));
        assertThat(OrganizationRules.broken(organization(WELCOME, wrong)))
                .extracting(Broken::path)
                .containsExactly(
                        "playbooks[1].id",
                        "playbooks[1].name",
                        "playbooks[1].trigger",
                        "playbooks[1].instructions",
                        "playbooks[1].flowGuidance",
                        "playbooks[1].disclaimer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "a\u202ec", "a\u2028b", "a\udb40\udc41", "\u3164"})
    void nameThatNobodySeesWholeIsRefused(String name) {
        var agent = new Agent("mia", name, Agent.Level.ORGANIZATION, true, "Be kind.");
        var playbook = new Playbook("hello", name, Playbook.WELCOME, true, "Greet.", null, null);
        var organization =
                new Organization(
                        "acme",
                        1,
                        name,
                        List.of(agent),
                        List.of(playbook),
                        List.of(name),
                        List.of());
        assertThat(OrganizationRules.broken(organization))
                .extracting(Broken::path)
                .containsExactly("name", "agents[0].name", "playbooks[0].name", "humanPhrases[0]");
    }

    @Test
    void secondOfTheSameIdIsNamed() {
        assertThat(OrganizationRules.broken(organization(WELCOME, WELCOME)))
                .containsExactly(new Broken("playbooks[1].id", "is there twice"));
    }

    @Test
    void textsAreBoundedTogether() {
        var text = "\u00e9".repeat(100_000);
        var playbooks =
                IntStream.range(0, 11)
                        .mapToObj(i -> new Playbook("p" + i, "P", "p", true, text, null, null))
                        .toArray(Playbook[]::new);
        assertThat(OrganizationRules.broken(organization(playbooks)))
                .containsExactly(new Broken("", "has more than 2,097,152 bytes of text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "botToken", "api-key", "clientSecret", "db_password"})
    void settingThatLooksLikeASecretIsRefusedWithoutItsValue(String name) {
        var channel =
                new ChannelAccount("site", "acme", "webhook", Map.of(name, "hunter2"), Map.of());
        assertThat(OrganizationRules.broken(organization(Policies.NONE, List.of(channel))))
                .singleElement()
                .satisfies(broken -> {
                    assertThat(broken.path()).isEqualTo("channels[0].settings." + name);
                    assertThat(broken.rule()).contains("env:NAME").doesNotContain("hunter2");
                });
    }

    @Test
    void policiesHaveBounds() {
        var policies =
                new Policies(
                        1.5,
                        Duration.ofHours(1),
                        Duration.ofDays(366),
                        Duration.ofHours(23),
                        Duration.ofSeconds(59),
                        Duration.ofSeconds(61),
                        Duration.ofSeconds(1));
        assertThat(OrganizationRules.broken(organization(policies, List.of())))
                .extracting(Broken::path)
                .containsExactly(
                        "policies.documentThreshold",
                        "policies.cooldown",
                        "policies.reopenWindow",
                        "policies.retention",
                        "policies.inactivity",
                        "policies.settle",
                        "policies.redriveWithin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:SMTP_PASSWORD", "file:/run/secrets/smtp"})
    void referenceIsRead(String text) {
        assertThat(SecretReference.parse(text)).contains(new SecretReference(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter2", "env:", "env:A B", "file:relative", "file:/a/../b", "file:/"})
    void whatIsNoReferenceIsRefusedAndNotRepeated(String text) {
        assertThat(SecretReference.parse(text)).isEmpty();
        assertThatThrownBy(() -> new SecretReference(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a secret must be env:NAME or file:/PATH");
    }

    @Test
    void nextVersionKeepsKeysAndChangedKeysKeepTheRest() {
        var wanted = organization(new Policies(0.4, null, null, null, null, null, null), List.of());
        var credentials = new Credentials(List.of(ApiKey.whole("ab")), "c2VjcmV0");
        var held = organization(WELCOME).withCredentials(credentials);

        var next = wanted.following(held);

        assertThat(next.version()).isEqualTo(held.version() + 1);
        assertThat(next.credentials()).isEqualTo(credentials);
        assertThat(next.configuresAs(wanted)).isTrue();
        assertThat(next.configuresAs(held)).isFalse();
        assertThat(next.withCredentials(Credentials.NONE).configuresAs(wanted)).isTrue();
    }

    private static Organization organization(Playbook... playbooks) {
        return new Organization(
                "acme",
                1,
                "Acme",
                List.of(AGENT),
                List.of(playbooks),
                List.of("a human"),
                List.of());
    }

    private static Organization organization(Policies policies, List<ChannelAccount> channels) {
        return new Organization(
                "acme",
                1,
                "Acme",
                List.of(AGENT),
                List.of(WELCOME),
                List.of(),
                List.of(),
                List.of(),
                policies,
                channels);
    }
}
