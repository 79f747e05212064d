package dev.parley.standalone.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one line after the other into scripts; knows what it has read, so that no conversation
 * occurs twice.
 */
final class ScriptParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TEXT_LIMIT = 16_000;

    private final String file;
    private final String organization;
    private final AcceptableIds ids = new AcceptableIds();
    private final Map<String, Integer> lineOf = new HashMap<>();
    private int line;

    /**
     * @param file name for messages
     * @param organization where all conversations are played; empty for the one each line names
     */
    ScriptParser(String file, String organization) {
        this.file = file;
        this.organization = organization;
    }

    /** The ids that had to change, old to new. */
    Map<String, String> renamed() {
        return ids.renamed();
    }

    /** Reads the next line; empty for a blank one. */
    Optional<Script> parse(String text) {
        line++;
        if (text.isBlank()) {
            return Optional.empty();
        }
        var node = object(text);
        var script =
                new Script(
                        organizationOf(node),
                        ids.conversation(string(node, "conversation")),
                        bursts(node));
        if (script.bursts().isEmpty()) {
            throw wrong("no message has the role \"user\"");
        }
        var earlier = lineOf.putIfAbsent(script.organization() + "/" + script.conversation(), line);
        if (earlier != null) {
            throw wrong(
                    "the conversation \"%s\" stands already on line %d"
                            .formatted(script.conversation(), earlier));
        }
        return Optional.of(script);
    }

    private JsonNode object(String text) {
        try {
            var node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw wrong("not JSON: " + e.getOriginalMessage());
        }
        throw wrong("not a JSON object");
    }

    private String organizationOf(JsonNode node) {
        return organization.isEmpty()
                ? ids.organization(string(node, "organization"))
                : organization;
    }

    /** User messages that no assistant message parts are one burst. */
    private List<List<String>> bursts(JsonNode node) {
        var messages = node.path("messages");
        if (!messages.isArray()) {
            throw wrong("\"messages\" must be a list");
        }
        var bursts = new ArrayList<List<String>>();
        var parted = true;
        for (var index = 0; index < messages.size(); index++) {
            if (isUser(messages.get(index), index)) {
                if (parted) {
                    bursts.add(new ArrayList<>());
                }
                bursts.getLast().add(text(messages.get(index), index));
                parted = false;
            } else {
                parted = true;
            }
        }
        return bursts;
    }

    private boolean isUser(JsonNode message, int index) {
        return switch (message.path("role").asString("")) {
            case "user" -> true;
            case "assistant" -> false;
            default ->
                    throw wrong(
                            "messages[%d].role must be \"user\" or \"assistant\"".formatted(index));
        };
    }

    private String text(JsonNode message, int index) {
        var text = message.path("text");
        if (!text.isString()
                || text.asString().isBlank()
                || text.asString().length() > TEXT_LIMIT) {
            throw wrong(
                    "messages[%d].text must be a text of 1 to %d characters that is not blank"
                            .formatted(index, TEXT_LIMIT));
        }
        return text.asString();
    }

    private String string(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isString() || value.asString().isBlank()) {
            throw wrong("\"%s\" must be a text that is not blank".formatted(field));
        }
        return value.asString();
    }

    private ScriptException wrong(String what) {
        return new ScriptException("%s, line %d: %s".formatted(file, line, what));
    }
}
