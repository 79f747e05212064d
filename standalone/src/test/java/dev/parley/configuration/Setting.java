package dev.parley.configuration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of our settings, as the metadata that the compiler made from the Javadoc describes it.
 *
 * @param name the whole key, {@code parley.turn.lease}
 * @param type simple name of its type
 * @param defaultValue absent when there is none
 * @param description never empty, or a test fails
 * @param source the class it is bound to
 */
record Setting(
        String name,
        String type,
        @Nullable String defaultValue,
        String description,
        String source) {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** All of them, by name. */
    static List<Setting> all() throws IOException {
        var settings = new ArrayList<Setting>();
        for (var file : Collections.list(Setting.class.getClassLoader().getResources(METADATA))) {
            try (var stream = file.openStream()) {
                for (var property : JSON.readTree(stream).path("properties")) {
                    if (property.path("name").asString().startsWith("parley.")) {
                        settings.add(of(property));
                    }
                }
            }
        }
        settings.sort(Comparator.comparing(Setting::name));
        return settings;
    }

    private static Setting of(JsonNode property) {
        var defaultValue = property.path("defaultValue");
        return new Setting(
                property.path("name").asString(),
                simple(property.path("type").asString("")),
                defaultValue.isMissingNode() ? null : defaultValue.asString(),
                property.path("description").asString(""),
                property.path("sourceType").asString());
    }

    private static String simple(String type) {
        return type.replaceAll("[a-z_]+(\\.[a-z_]+)*\\.", "").replaceAll("\\w+\\$", "");
    }

    /** The environment variable that sets it. */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The part of the name that settings of one subject share. */
    String group() {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
