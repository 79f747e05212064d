package dev.parley.conversation.organization;

import dev.parley.conversation.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration must keep to, whether it comes from files or over the API. Configurations
 * that are held already are not looked at again.
 */
public final class OrganizationRules {
    /**
     * Bytes in UTF-8 of all texts together: a record with all of them has to fit into its topic.
     */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i).*(secret|token|passw|credential|api[-_.]?key|private[-_.]?key).*");
    private static final String ID_RULE =
            "must be 1 to 63 characters of a-z 0-9 _ - and start with a letter or digit";
    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_AGENTS = 50;
    private static final int MAX_PLAYBOOKS = 200;
    private static final int MAX_PHRASES = 500;
    private static final int MAX_CHANNELS = 50;
    private static final int MAX_SETTINGS = 50;
    private static final int MAX_VALUE = 2_000;

    private final List<Broken> broken = new ArrayList<>();

    private OrganizationRules() {}

    /**
     * A rule that does not hold.
     *
     * @param path what breaks it, as {@code playbooks[2].trigger}; empty for all of it
     * @param rule continues the path to a sentence, as "must not be blank"; holds no value of it
     */
    public record Broken(String path, String rule) {}

    /** The rules that do not hold, in the order of the configuration. */
    public static List<Broken> broken(Organization organization) {
        var rules = new OrganizationRules();
        rules.check(organization);
        return List.copyOf(rules.broken);
    }

    /** Tells whether an active playbook serves conversations without another. */
    public static boolean isWelcoming(Organization organization) {
        return organization.playbooks().stream()
                .anyMatch(playbook ->
                        playbook.active() && playbook.trigger().equals(Playbook.WELCOME));
    }

    private void check(Organization organization) {
        id("id", organization.id());
        line("name", organization.name());
        each("agents", organization.agents(), MAX_AGENTS, this::agent);
        unique("agents", ".id", organization.agents(), Agent::id);
        each("playbooks", organization.playbooks(), MAX_PLAYBOOKS, this::playbook);
        unique("playbooks", ".id", organization.playbooks(), Playbook::id);
        each("humanPhrases", organization.humanPhrases(), MAX_PHRASES, this::line);
        unique("humanPhrases", "", organization.humanPhrases(), phrase -> phrase);
        each("channels", organization.channels(), MAX_CHANNELS, this::channel);
        unique("channels", ".name", organization.channels(), ChannelAccount::name);
        policies(organization.policies());
        require(
                "",
                texts(organization).mapToLong(OrganizationRules::bytes).sum() <= MAX_BYTES,
                "has more than %,d bytes of text".formatted(MAX_BYTES));
    }

    private void agent(String path, Agent agent) {
        id(path + ".id", agent.id());
        line(path + ".name", agent.name());
        text(path + ".instructions", agent.instructions());
    }

    private void playbook(String path, Playbook playbook) {
        id(path + ".id", playbook.id());
        line(path + ".name", playbook.name());
        id(path + ".trigger", playbook.trigger());
        text(path + ".instructions", playbook.instructions());
        text(path + ".flowGuidance", playbook.flowGuidance());
        text(path + ".disclaimer", playbook.disclaimer());
    }

    private void channel(String path, ChannelAccount channel) {
        id(path + ".name", channel.name());
        line(path + ".account", channel.account());
        id(path + ".kind", channel.kind());
        require(
                path + ".settings",
                channel.settings().size() <= MAX_SETTINGS,
                "must have at most %d entries".formatted(MAX_SETTINGS));
        require(
                path + ".secrets",
                channel.secrets().size() <= MAX_SETTINGS,
                "must have at most %d entries".formatted(MAX_SETTINGS));
        channel.settings()
                .forEach((name, value) -> setting(path + ".settings." + name, name, value));
        channel.secrets().keySet().forEach(name -> settingName(path + ".secrets." + name, name));
    }

    private void setting(String path, String name, String value) {
        settingName(path, name);
        require(
                path,
                !SECRET.matcher(name).matches(),
                "looks like a secret: name its place under secrets, as env:NAME or file:/PATH");
        require(
                path,
                value.length() <= MAX_VALUE,
                "must have at most %,d characters".formatted(MAX_VALUE));
        require(path, isStorable(value), "must not contain control characters");
    }

    private void settingName(String path, String name) {
        require(
                path,
                SETTING.matcher(name).matches(),
                "must be named by 1 to 63 characters of A-Z a-z 0-9 _ . - and start with a letter");
    }

    private void policies(Policies policies) {
        var threshold = policies.documentThreshold();
        require(
                "policies.documentThreshold",
                threshold == null || (threshold >= 0 && threshold <= 1),
                "must be between 0 and 1");
        within(
                "policies.cooldown",
                policies.cooldown(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10));
        within(
                "policies.reopenWindow",
                policies.reopenWindow(),
                Duration.ZERO,
                Duration.ofDays(365));
        within(
                "policies.retention",
                policies.retention(),
                Duration.ofDays(1),
                Duration.ofDays(3_650));
        within(
                "policies.inactivity",
                policies.inactivity(),
                Duration.ofMinutes(1),
                Duration.ofDays(365));
        within("policies.settle", policies.settle(), Duration.ZERO, Duration.ofMinutes(1));
        within(
                "policies.redriveWithin",
                policies.redriveWithin(),
                Duration.ofMinutes(1),
                Duration.ofDays(365));
    }

    private void within(String path, @Nullable Duration value, Duration least, Duration most) {
        require(
                path,
                value == null || (value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
                "must be between %s and %s".formatted(written(least), written(most)));
    }

    private static String written(Duration bound) {
        if (bound.toDays() > 0) {
            return bound.toDays() + "d";
        }
        return bound.toMinutes() > 0 ? bound.toMinutes() + "m" : bound.toSeconds() + "s";
    }

    private void id(String path, String value) {
        require(path, ID.matcher(value).matches(), ID_RULE);
    }

    private void line(String path, String value) {
        require(path, !Visible.isBlank(value), "must not be blank");
        require(
                path,
                value.length() <= MAX_NAME,
                "must have at most %d characters".formatted(MAX_NAME));
        require(
                path,
                value.chars().noneMatch(Character::isISOControl) && isStorable(value),
                "must be one line without control characters");
        require(
                path,
                Visible.isBlank(value) || !Visible.hasHidden(value),
                "must not contain invisible or direction-changing characters");
    }

    private void text(String path, @Nullable String value) {
        if (value == null) {
            return;
        }
        require(path, !value.isBlank(), "must not be blank");
        require(
                path,
                value.length() <= MAX_TEXT,
                "must have at most %,d characters".formatted(MAX_TEXT));
        require(path, isStorable(value), "must not contain control characters");
    }

    private <T> void each(String path, List<T> values, int most, BiConsumer<String, T> rule) {
        require(path, values.size() <= most, "must have at most %d entries".formatted(most));
        for (int i = 0; i < values.size(); i++) {
            rule.accept("%s[%d]".formatted(path, i), values.get(i));
        }
    }

    private <T> void unique(String path, String key, List<T> values, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            require(
                    "%s[%d]%s".formatted(path, i, key),
                    seen.add(id.apply(values.get(i))),
                    "is there twice");
        }
    }

    private void require(String path, boolean holds, String rule) {
        if (!holds) {
            broken.add(new Broken(path, rule));
        }
    }

    /** Everything but tabs and line ends; PostgreSQL keeps no NUL, UTF-8 no lone surrogate. */
    private static boolean isStorable(String value) {
        return value.codePoints()
                .noneMatch(c ->
                        (c < ' ' && c != '\n' && c != '\t' && c != '\r')
                                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Stream<String> texts(Organization organization) {
        var agents =
                organization.agents().stream()
                        .flatMap(agent -> Stream.of(agent.name(), agent.instructions()));
        var playbooks =
                organization.playbooks().stream()
                        .flatMap(playbook ->
                                Stream.of(
                                        playbook.name(),
                                        playbook.instructions(),
                                        orEmpty(playbook.flowGuidance()),
                                        orEmpty(playbook.disclaimer())));
        var channels =
                organization.channels().stream()
                        .flatMap(channel -> channel.settings().values().stream());
        return Stream.of(agents, playbooks, channels, organization.humanPhrases().stream())
                .flatMap(text -> text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
