package dev.parley.conversation.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of a service's {@code src/main/resources/prompts} with places to fill, {@code {{name}}}. A
 * paragraph of it with a place for which there is nothing is left out. Values are never searched
 * for places. Names are unique among the services: they may run in one process. Immutable.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** The template of the name, which is there: a missing one is a broken program. */
    public static Template named(String name) {
        var path = "/prompts/" + name + ".txt";
        try (var stream = Template.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("there is no template " + path);
            }
            return new Template(new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The text with its places filled.
     *
     * @param values by name; blank leaves the paragraph out
     * @throws IllegalArgumentException when a place has no value at all
     */
    public String fill(Map<String, String> values) {
        return PARAGRAPHS
                .splitAsStream(text)
                .map(paragraph -> filled(paragraph, values))
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String filled(String paragraph, Map<String, String> values) {
        var places = PLACE.matcher(paragraph);
        var filled = new StringBuilder();
        while (places.find()) {
            var value = values.get(places.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is given for " + places.group());
            }
            if (value.isBlank()) {
                return "";
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value.strip()));
        }
        return places.appendTail(filled).toString();
    }
}
