package dev.parley.standalone.client;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.ChannelAccount;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration as the API takes it. */
final class ConfigurationBody {
    private ConfigurationBody() {}

    static Map<String, Object> of(Organization organization) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", organization.name());
        body.put("agents", organization.agents().stream().map(ConfigurationBody::of).toList());
        body.put(
                "playbooks", organization.playbooks().stream().map(ConfigurationBody::of).toList());
        body.put("humanPhrases", organization.humanPhrases());
        body.put("closingPhrases", organization.closingPhrases());
        body.put("policies", of(organization.policies()));
        body.put("channels", organization.channels().stream().map(ConfigurationBody::of).toList());
        return body;
    }

    private static Map<String, Object> of(Agent agent) {
        return Map.of(
                "id", agent.id(),
                "name", agent.name(),
                "level", agent.level().name().toLowerCase(Locale.ROOT),
                "enabled", agent.enabled(),
                "instructions", agent.instructions());
    }

    private static Map<String, Object> of(Playbook playbook) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", playbook.id());
        body.put("name", playbook.name());
        body.put("trigger", playbook.trigger());
        body.put("status", playbook.active() ? "active" : "draft");
        body.put("instructions", playbook.instructions());
        put(body, "flowGuidance", playbook.flowGuidance());
        put(body, "disclaimer", playbook.disclaimer());
        return body;
    }

    private static Map<String, Object> of(Policies policies) {
        var body = new LinkedHashMap<String, Object>();
        put(body, "documentThreshold", policies.documentThreshold());
        put(body, "cooldown", seconds(policies.cooldown()));
        put(body, "reopenWindow", seconds(policies.reopenWindow()));
        put(body, "retention", seconds(policies.retention()));
        put(body, "inactivity", seconds(policies.inactivity()));
        put(body, "settle", seconds(policies.settle()));
        put(body, "redriveWithin", seconds(policies.redriveWithin()));
        return body;
    }

    private static Map<String, Object> of(ChannelAccount channel) {
        var secrets = new LinkedHashMap<String, String>();
        channel.secrets().forEach((name, reference) -> secrets.put(name, reference.text()));
        return Map.of(
                "name", channel.name(),
                "account", channel.account(),
                "kind", channel.kind(),
                "settings", channel.settings(),
                "secrets", secrets);
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static void put(Map<String, Object> body, String key, @Nullable Object value) {
        if (value != null) {
            body.put(key, value);
        }
    }
}
