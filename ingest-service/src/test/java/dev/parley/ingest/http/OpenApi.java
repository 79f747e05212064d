package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the API, and what holds answers against it. */
final class OpenApi {
    /** What every path can answer, described nowhere in particular. */
    private static final Set<Integer> ANYWHERE = Set.of(405, 406, 500);

    private static final int BAD_REQUEST = 400;
    private static final JsonNode DOCUMENT = read();
    private static final Map<String, JsonNode> OPERATIONS = all();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private OpenApi() {}

    static JsonNode document() {
        return DOCUMENT;
    }

    static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }

    /** What is said of an operation, by its name as {@link #operations()} tells it. */
    static JsonNode operation(String name) {
        return OPERATIONS.getOrDefault(name, DOCUMENT.path("nothing"));
    }

    /** Every operation as {@code GET /v1/...}. */
    static Set<String> operations() {
        return new TreeSet<>(OPERATIONS.keySet());
    }

    /** Successes of operations that some answer was held against, as {@code GET /v1/... 200}. */
    static Set<String> seen() {
        return SEEN;
    }

    /** Successes of operations that are described. */
    static Set<String> successes() {
        var successes = new TreeSet<String>();
        OPERATIONS.forEach((operation, node) ->
                node.path("responses").propertyNames().stream()
                        .filter(status -> status.startsWith("2"))
                        .forEach(status -> successes.add(operation + " " + status)));
        return successes;
    }

    /** Fails when the answer is described otherwise; passes over paths that are not described. */
    static void check(String method, String path, int status, String body) {
        var operation =
                OPERATIONS.entrySet().stream()
                        .filter(entry -> matches(entry.getKey(), method, path))
                        .findFirst();
        if (operation.isEmpty()) {
            return;
        }
        if (status >= BAD_REQUEST) {
            holds("Problem", JsonMapper.shared().readTree(body));
        }
        if (ANYWHERE.contains(status)) {
            return;
        }
        var name = operation.get().getKey();
        var responses = operation.get().getValue().path("responses");
        assertThat(responses.propertyNames())
                .as("statuses of %s", name)
                .contains(Integer.toString(status));
        if (status < BAD_REQUEST) {
            SEEN.add(name + " " + status);
            var schemas = schemasOf(responses.path(Integer.toString(status)));
            if (!schemas.isEmpty()) {
                holdsAny(schemas, JsonMapper.shared().readTree(body));
            }
        }
    }

    private static void holdsAny(List<String> schemas, JsonNode value) {
        if (schemas.size() == 1) {
            holds(schemas.getFirst(), value);
        } else {
            assertThat(schemas)
                    .as("%s as one of them", value)
                    .anySatisfy(schema -> holds(schema, value));
        }
    }

    /** Fails when the value is not as the schema says. */
    static void holds(String schema, JsonNode value) {
        assertThat(SCHEMAS.computeIfAbsent(schema, OpenApi::compiled).validate(value))
                .as("%s as %s", value, schema)
                .isEmpty();
    }

    private static List<String> schemasOf(JsonNode response) {
        return response.at("/content/application~1json/schema").findValues("$ref").stream()
                .map(JsonNode::asString)
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .toList();
    }

    private static Schema compiled(String name) {
        var root = JsonMapper.shared().createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", DOCUMENT.path("components"));
        return REGISTRY.getSchema(root);
    }

    private static boolean matches(String operation, String method, String path) {
        var template = operation.substring(operation.indexOf(' ') + 1);
        var pattern =
                Pattern.compile(
                        "\\Q" + template.replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q") + "\\E");
        return operation.startsWith(method + " ") && pattern.matcher(path).matches();
    }

    private static Map<String, JsonNode> all() {
        var operations = new TreeMap<String, JsonNode>();
        for (var path : DOCUMENT.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operations.put(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                            operation.getValue());
                }
            }
        }
        return operations;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(new ClassPathResource("openapi.yaml").getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
