package dev.parley.ingest.http;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.ChannelAccount;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRules;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.organization.SecretReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body that configures an organization, as it came. */
record ConfigurationRequest(
        @Nullable String name,
        @Nullable List<@Nullable AgentRequest> agents,
        @Nullable List<@Nullable PlaybookRequest> playbooks,
        @Nullable List<@Nullable Object> humanPhrases,
        @Nullable List<@Nullable Object> closingPhrases,
        @Nullable PolicyRequest policies,
        @Nullable List<@Nullable ChannelRequest> channels) {
    private static final int MOST_PHRASES = 500;
    private static final int LONGEST_PHRASE = 200;

    /** An agent. */
    record AgentRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable String level,
            @Nullable Boolean enabled,
            @Nullable String instructions) {
        private Agent checked(String path) {
            return new Agent(
                    given(path + ".id", id),
                    given(path + ".name", name),
                    isOne(path + ".level", level, "organization", "system")
                            ? Agent.Level.ORGANIZATION
                            : Agent.Level.SYSTEM,
                    enabled == null || enabled,
                    given(path + ".instructions", instructions));
        }
    }

    /** A playbook. */
    record PlaybookRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable String trigger,
            @Nullable String status,
            @Nullable String instructions,
            @Nullable String flowGuidance,
            @Nullable String disclaimer) {
        private Playbook checked(String path) {
            return new Playbook(
                    given(path + ".id", id),
                    given(path + ".name", name),
                    given(path + ".trigger", trigger),
                    isOne(path + ".status", status, "active", "draft"),
                    given(path + ".instructions", instructions),
                    flowGuidance,
                    disclaimer);
        }
    }

    /** Policies; durations in seconds. */
    record PolicyRequest(
            @Nullable Double documentThreshold,
            @Nullable Long cooldown,
            @Nullable Long reopenWindow,
            @Nullable Long retention,
            @Nullable Long inactivity,
            @Nullable Long settle,
            @Nullable Long redriveWithin) {
        private static final long LONGEST = Duration.ofDays(36_500).toSeconds();

        private Policies checked() {
            return new Policies(
                    documentThreshold,
                    seconds("policies.cooldown", cooldown),
                    seconds("policies.reopenWindow", reopenWindow),
                    seconds("policies.retention", retention),
                    seconds("policies.inactivity", inactivity),
                    seconds("policies.settle", settle),
                    seconds("policies.redriveWithin", redriveWithin));
        }

        private static @Nullable Duration seconds(String field, @Nullable Long seconds) {
            if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
                throw ProblemException.field(field, "must be a number of seconds in its bounds");
            }
            return seconds == null ? null : Duration.ofSeconds(seconds);
        }
    }

    /** An account in a channel. */
    record ChannelRequest(
            @Nullable String name,
            @Nullable String account,
            @Nullable String kind,
            @Nullable Map<String, @Nullable String> settings,
            @Nullable Map<String, @Nullable String> secrets) {
        private ChannelAccount checked(String path) {
            var checkedSettings = new HashMap<String, String>();
            var checkedSecrets = new HashMap<String, SecretReference>();
            if (settings != null) {
                settings.forEach((key, value) ->
                        checkedSettings.put(key, given(path + ".settings." + key, value)));
            }
            if (secrets != null) {
                secrets.forEach((key, value) ->
                        checkedSecrets.put(key, reference(path + ".secrets." + key, value)));
            }
            return new ChannelAccount(
                    given(path + ".name", name),
                    given(path + ".account", account),
                    given(path + ".kind", kind),
                    checkedSettings,
                    checkedSecrets);
        }

        private static SecretReference reference(String field, @Nullable String value) {
            return SecretReference.parse(given(field, value))
                    .orElseThrow(() ->
                            ProblemException.field(
                                    field,
                                    "must name where the secret is, as env:NAME or file:/PATH"));
        }
    }

    /** The organization it configures, with version 0 and no keys, once every rule holds. */
    Organization checked(String organization) {
        var made =
                new Organization(
                        organization,
                        0,
                        given("name", name),
                        each("agents", agents, AgentRequest::checked),
                        each("playbooks", playbooks, PlaybookRequest::checked),
                        Rules.lines("humanPhrases", humanPhrases, MOST_PHRASES, LONGEST_PHRASE),
                        Rules.lines("closingPhrases", closingPhrases, MOST_PHRASES, LONGEST_PHRASE),
                        List.of(),
                        policies == null ? Policies.NONE : policies.checked(),
                        each("channels", channels, ChannelRequest::checked));
        for (var broken : OrganizationRules.broken(made)) {
            throw ProblemException.field(
                    broken.path().isEmpty() ? "configuration" : broken.path(), broken.rule());
        }
        return made;
    }

    /** Checks one entry of a list, at its path. */
    private interface Check<T, R> {
        R check(T value, String path);
    }

    private static <T, R> List<R> each(
            String field, @Nullable List<@Nullable T> values, Check<T, R> check) {
        var checked = new ArrayList<R>();
        if (values != null) {
            for (var value : values) {
                var path = "%s[%d]".formatted(field, checked.size());
                if (value == null) {
                    throw ProblemException.field(path, "must be an object");
                }
                checked.add(check.check(value, path));
            }
        }
        return checked;
    }

    private static String given(String field, @Nullable String value) {
        if (value == null) {
            throw ProblemException.field(field, "is missing");
        }
        return value;
    }

    /** Tells the first of two words, which is also meant by none, from the second. */
    private static boolean isOne(String field, @Nullable String word, String one, String other) {
        if (word == null || word.equals(one)) {
            return true;
        }
        if (!word.equals(other)) {
            throw ProblemException.field(field, "must be %s or %s".formatted(one, other));
        }
        return false;
    }
}
