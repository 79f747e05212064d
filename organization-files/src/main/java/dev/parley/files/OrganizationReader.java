package dev.parley.files;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.ChannelAccount;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRules;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.organization.SecretReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Makes an organization of a file, and tells every rule it breaks where it does. */
final class OrganizationReader {
    private static final String ACTIVE = "active";
    private static final String DRAFT = "draft";

    private final Section root;
    private final Sheet sheet;

    /** Ids of playbooks that the file names for an occasion, by their trigger. */
    private final Map<String, String> named = new HashMap<>();

    OrganizationReader(Section root) {
        this.root = root;
        this.sheet = root.sheet();
    }

    /** The organization without version and keys; of use only when nothing is wrong with it. */
    Organization read() {
        var id = root.required("id");
        var name = root.required("name");
        name("welcomePlaybook", Playbook.WELCOME);
        name("humanEscalationPlaybook", Playbook.HUMAN_ESCALATION);
        var organization =
                new Organization(
                        id,
                        0,
                        name,
                        root.sections("agents").stream().map(OrganizationReader::agent).toList(),
                        root.sections("playbooks").stream().map(this::playbook).toList(),
                        root.texts("humanPhrases"),
                        root.texts("closingPhrases"),
                        List.of(),
                        policies(root.section("policies")),
                        root.sections("channels").stream().map(this::channel).toList());
        for (var broken : OrganizationRules.broken(organization)) {
            if (!sheet.isFaulty(broken.path())) {
                sheet.findings()
                        .error(
                                sheet.place(broken.path()),
                                Sheet.key(broken.path()) + ": " + broken.rule());
            }
        }
        references(organization);
        return organization;
    }

    private void name(String key, String trigger) {
        var playbook = root.text(key);
        if (playbook != null) {
            named.put(trigger, playbook);
        }
    }

    private static Agent agent(Section section) {
        var agent =
                new Agent(
                        section.required("id"),
                        section.required("name"),
                        section.choice("level", "organization", List.of("organization", "system"))
                                        .equals("system")
                                ? Agent.Level.SYSTEM
                                : Agent.Level.ORGANIZATION,
                        section.flag("enabled", true),
                        section.requiredLongText("instructions"));
        section.refuseOthers();
        return agent;
    }

    private Playbook playbook(Section section) {
        var id = section.required("id");
        var playbook =
                new Playbook(
                        id,
                        section.required("name"),
                        trigger(section, id),
                        section.choice("status", ACTIVE, List.of(ACTIVE, DRAFT)).equals(ACTIVE),
                        section.requiredLongText("instructions"),
                        section.longText("flowGuidance"),
                        section.longText("disclaimer"));
        section.refuseOthers();
        return playbook;
    }

    /** Its own, or the occasion it is named for at the top of the file. */
    private String trigger(Section section, String id) {
        var occasion =
                named.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(id))
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (section.has("trigger") || occasion.isEmpty()) {
            return section.required("trigger");
        }
        return occasion.get();
    }

    private ChannelAccount channel(Section section) {
        var channel =
                new ChannelAccount(
                        section.required("name"),
                        section.required("account"),
                        section.required("kind"),
                        settings(section.section("settings")),
                        secrets(section.section("secrets")));
        section.refuseOthers();
        return channel;
    }

    private Map<String, String> settings(@Nullable Section section) {
        var settings = new HashMap<String, String>();
        if (section != null) {
            section.entries()
                    .forEach((name, value) -> {
                        if (value instanceof ScalarNode scalar) {
                            section.remember(name, value);
                            settings.put(name, scalar.getValue());
                        } else {
                            sheet.findings()
                                    .error(
                                            Place.of(sheet.file(), value.getStartMark()),
                                            name + ": must be text");
                        }
                    });
        }
        return settings;
    }

    private Map<String, SecretReference> secrets(@Nullable Section section) {
        var secrets = new HashMap<String, SecretReference>();
        if (section != null) {
            section.entries()
                    .forEach((name, value) -> {
                        var reference =
                                value instanceof ScalarNode scalar
                                        ? SecretReference.parse(scalar.getValue())
                                        : null;
                        if (reference == null || reference.isEmpty()) {
                            sheet.findings()
                                    .error(
                                            Place.of(sheet.file(), value.getStartMark()),
                                            name
                                                    + ": must name where the secret is, as env:NAME or file:/PATH, never the secret itself");
                        } else {
                            section.remember(name, value);
                            secrets.put(name, reference.get());
                        }
                    });
        }
        return secrets;
    }

    private static Policies policies(@Nullable Section section) {
        if (section == null) {
            return Policies.NONE;
        }
        var policies =
                new Policies(
                        section.number("documentThreshold"),
                        section.duration("cooldown"),
                        section.duration("reopenWindow"),
                        section.duration("retention"),
                        section.duration("inactivity"),
                        section.duration("settle"),
                        section.duration("redriveWithin"));
        section.refuseOthers();
        return policies;
    }

    private void references(Organization organization) {
        reference(organization, "welcomePlaybook", Playbook.WELCOME);
        reference(organization, "humanEscalationPlaybook", Playbook.HUMAN_ESCALATION);
        if (!named.containsKey(Playbook.WELCOME) && !OrganizationRules.isWelcoming(organization)) {
            sheet.findings()
                    .warning(
                            sheet.place("playbooks"),
                            "playbooks: none is active with trigger welcome, so most conversations have none");
        }
    }

    private void reference(Organization organization, String key, String trigger) {
        var id = named.get(trigger);
        if (id == null || sheet.isFaulty(key)) {
            return;
        }
        var playbook = organization.playbook(id);
        var rule =
                playbook.isEmpty()
                        ? "there is no playbook of this id"
                        : !playbook.get().active()
                                ? "the playbook is a draft"
                                : !playbook.get().trigger().equals(trigger)
                                        ? "the playbook has another trigger"
                                        : "";
        if (!rule.isEmpty()) {
            sheet.findings().error(sheet.place(key), Sheet.written(key) + ": " + rule);
        }
    }
}
