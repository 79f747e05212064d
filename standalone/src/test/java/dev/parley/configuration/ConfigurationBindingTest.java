package dev.parley.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every setting reaches the component that is named after it, from a file and from a variable. */
class ConfigurationBindingTest {
    /** Settings whose values must differ in a way of their own, to get past a check. */
    private static final Map<String, String> SPECIAL =
            Map.ofEntries(
                    Map.entry("parley.api.cors.allowed-origins", "https://shop.example"),
                    Map.entry("parley.api.operator-key-hash", "ab".repeat(32)),
                    Map.entry("parley.redis.key-prefix", "other:"),
                    Map.entry("parley.documents.threshold", "0.5"),
                    Map.entry("parley.kafka.replication-factor", "3"),
                    Map.entry("parley.kafka.topic-prefix", "other."),
                    Map.entry("parley.model.offline.script", "timeout"),
                    Map.entry("parley.store.durability", "flushed"),
                    Map.entry("parley.timers.memory", "65MB"),
                    Map.entry("parley.store.postgresql.url", "jdbc:postgresql://other/parley"),
                    Map.entry("parley.model.azure-openai.endpoint", "https://other.example"),
                    Map.entry("parley.worker.max-buffered-bytes", "2MB"));

    private static final Map<String, String> HOLDERS_OF_NESTED =
            Map.of(
                    "dev.parley.ingest", "ApiProperties",
                    "dev.parley.store.jdbc", "JdbcStoreProperties");

    /** What must be there besides. */
    private static final Map<String, String> NEEDED =
            Map.of(
                    "parley.embeddings.openai.api-key", "k",
                    "parley.embeddings.openai.model", "m",
                    "parley.model.openai.api-key", "k",
                    "parley.model.openai.model", "m",
                    "parley.model.azure-openai.api-key", "k",
                    "parley.model.azure-openai.endpoint", "https://one.example",
                    "parley.model.azure-openai.deployment", "d",
                    "parley.store.postgresql.url", "jdbc:postgresql://one/parley");

    static Stream<Named<Setting>> settings() throws IOException {
        return Setting.all().stream().map(setting -> Named.of(setting.name(), setting));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingIsMappedFromAFileAndFromAVariable(Setting setting) throws Exception {
        var holder = holder(setting);
        var before = value(bind(holder, needed(setting)), setting);
        var changed = changed(setting, before);

        var named = new HashMap<>(needed(setting));
        named.put(setting.name() + entry(setting, '.'), changed);
        var byName = value(bind(holder, named), setting);
        var byVariable = value(bindVariable(holder, setting, changed), setting);

        assertThat(byName).isNotEqualTo(before);
        assertThat(byVariable).isEqualTo(byName);
    }

    /** A key and a file that holds it exclude each other. */
    private static Map<String, String> needed(Setting setting) {
        var needed = new HashMap<>(NEEDED);
        if (setting.name().endsWith("api-key-file")) {
            needed.keySet().removeIf(name -> name.endsWith("api-key"));
            needed.put(setting.name(), "some-file");
        }
        return needed;
    }

    /** The class whose prefix the setting's name begins with. */
    private static Class<?> holder(Setting setting) throws ClassNotFoundException {
        var type = Class.forName(setting.source());
        for (var candidate = type; candidate != null; candidate = candidate.getEnclosingClass()) {
            if (candidate.isAnnotationPresent(ConfigurationProperties.class)) {
                return candidate;
            }
        }
        // A nested record in a file of its own: its holder is beside it.
        var beside = HOLDERS_OF_NESTED.get(type.getPackageName());
        if (beside == null) {
            throw new AssertionError("nobody holds " + setting);
        }
        return Class.forName(type.getPackageName() + "." + beside);
    }

    private static String prefix(Class<?> holder) {
        return holder.getAnnotation(ConfigurationProperties.class).prefix();
    }

    private static Object bind(Class<?> holder, Map<String, String> values) {
        var binder = new Binder(new MapConfigurationPropertySource(values));
        return binder.bindOrCreate(prefix(holder), Bindable.of(holder));
    }

    private static Object bindVariable(Class<?> holder, Setting setting, String value) {
        var environment = new StandardEnvironment();
        var variables = new HashMap<String, Object>();
        needed(setting).forEach((name, needed) -> variables.put(Setting.variable(name), needed));
        variables.put(setting.variable() + entry(setting, '_').toUpperCase(Locale.ROOT), value);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        return Binder.get(environment).bindOrCreate(prefix(holder), Bindable.of(holder));
    }

    /** A setting of several values is given by one of them. */
    private static String entry(Setting setting, char separator) {
        return isMap(setting) ? separator + "some" : "";
    }

    private static Object value(Object bound, Setting setting) throws ReflectiveOperationException {
        var rest = setting.name().substring(prefix(bound.getClass()).length() + 1);
        Object value = bound;
        for (var part : rest.split("\\.")) {
            var accessor = component(value.getClass(), part).getAccessor();
            accessor.setAccessible(true);
            value = accessor.invoke(value);
            if (value == null) {
                return "none";
            }
        }
        return value;
    }

    private static RecordComponent component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equalsIgnoreCase(name.replace("-", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no component " + name));
    }

    private static boolean isMap(Setting setting) {
        return setting.type().startsWith("Map");
    }

    private static String changed(Setting setting, Object before) {
        var special = SPECIAL.get(setting.name());
        if (special != null) {
            return special;
        }
        return switch (before) {
            case Duration duration -> DurationStyle.SIMPLE.print(duration.plusMillis(1));
            case Integer number -> String.valueOf(number + 1);
            case Long number -> String.valueOf(number + 1);
            case Double number -> String.valueOf(number * 0.9);
            case Boolean flag -> String.valueOf(!flag);
            case Enum<?> constant -> other(constant);
            case Map<?, ?> _ -> "7s";
            default ->
                    switch (setting.type()) {
                        case "DataSize" -> "65KB";
                        case "URI" -> "https://changed.example";
                        case "Integer" -> "7";
                        case "Double" -> "0.7";
                        case "Map<String,Duration>" -> "1h";
                        default -> "changed";
                    };
        };
    }

    private static String other(Enum<?> constant) {
        var all = List.of(constant.getDeclaringClass().getEnumConstants());
        return String.valueOf(all.get((constant.ordinal() + 1) % all.size()));
    }
}
