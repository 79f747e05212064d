package dev.parley.standalone.play;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Parley of a few lines that keeps the contract of the HTTP API, or breaks it as told. Answers at
 * once.
 */
final class FakeParley implements AutoCloseable {
    static final String KEY = "right-key";

    /** Ways to break the contract; each strikes every third message. */
    enum Fault {
        /** Takes the message and closes the connection without an answer. */
        DROPS_THE_ANSWER,
        /** Answers 503 the first time. */
        IS_BUSY,
        /** Says 202 and forgets the message. */
        LOSES,
        /** Stores it, and nothing ever becomes of it. */
        NEVER_ENDS,
        /** Stores two replies of the same turn. */
        ANSWERS_TWICE,
        /** Stores a second reply as a turn of its own. */
        ANSWERS_IN_TWO_TURNS,
        /** Stores the message twice, under its id. */
        STORES_TWICE,
        /** Says that it is answered and has no reply. */
        ANSWERS_IN_WORD_ONLY,
        /** Forgets ids: a repeated message is a new one. */
        KNOWS_NO_REDELIVERY
    }

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;
    private final Set<Fault> faults;
    private final Map<String, List<Map<String, Object>>> conversations = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> explanations = new ConcurrentHashMap<>();
    private final Set<String> struck = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();
    final Set<String> organizations = ConcurrentHashMap.newKeySet();

    FakeParley(Fault... faults) throws IOException {
        this.faults = EnumSet.noneOf(Fault.class);
        this.faults.addAll(List.of(faults));
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, Map.of("title", "Unauthorized", "detail", "unknown API key"));
                return;
            }
            var path = exchange.getRequestURI().getPath().split("/");
            switch (exchange.getRequestMethod() + path.length) {
                case "PUT4" -> put(exchange, path[3]);
                case "POST7" -> post(exchange, path[3] + "/" + path[5], json.readTree(body));
                case "GET7" -> why(exchange, path[3], path[5]);
                case "GET6" -> read(exchange, path[3], path[5]);
                default -> answer(exchange, 404, Map.of("title", "Not Found"));
            }
        }
    }

    private void put(HttpExchange exchange, String organization) throws IOException {
        organizations.add(organization);
        answer(exchange, 201, Map.of("organization", organization, "version", 1, "apiKey", "pk_x"));
    }

    private void post(HttpExchange exchange, String conversation, JsonNode body)
            throws IOException {
        var id = body.path("id").asString();
        var key = conversation + "/" + id;
        var fault = strikes(key);
        if (fault == Fault.IS_BUSY) {
            answer(
                    exchange,
                    503,
                    Map.of("title", "Service Unavailable", "detail", "the broker did not answer"));
            return;
        }
        if (fault != Fault.LOSES
                && (!explanations.containsKey(key) || faults.contains(Fault.KNOWS_NO_REDELIVERY))) {
            store(conversation, id, body.path("text").asString(), fault);
        }
        if (fault != Fault.DROPS_THE_ANSWER && fault != Fault.KNOWS_NO_REDELIVERY) {
            answer(exchange, 202, Map.of("message", id));
        }
    }

    /** The fault that strikes this message now; each message is struck once at most. */
    private @Nullable Fault strikes(String key) {
        if (faults.isEmpty() || struck.contains(key)) {
            return null;
        }
        struck.add(key);
        var all = List.copyOf(faults);
        var number = messages.incrementAndGet();
        return number % 3 == 0 ? all.get(number / 3 % all.size()) : null;
    }

    private void store(String conversation, String id, String text, @Nullable Fault fault) {
        var rows = conversations.computeIfAbsent(conversation, _ -> new ArrayList<>());
        synchronized (rows) {
            var turn = rows.size() + 1L;
            add(rows, id, "user", text, null);
            if (fault == Fault.STORES_TWICE) {
                add(rows, id, "user", text, null);
            }
            if (fault != Fault.ANSWERS_IN_WORD_ONLY && fault != Fault.NEVER_ENDS) {
                add(rows, id + ".reply", "assistant", "Noted.", turn);
            }
            if (fault == Fault.ANSWERS_TWICE) {
                add(rows, id + ".again", "assistant", "Noted.", turn);
            }
            if (fault == Fault.ANSWERS_IN_TWO_TURNS) {
                add(rows, id + ".again", "assistant", "Noted.", turn + 1_000);
            }
            explanations.put(conversation + "/" + id, explanation(conversation, id, turn, fault));
        }
    }

    private static void add(
            List<Map<String, Object>> rows,
            String id,
            String role,
            String text,
            @Nullable Long turn) {
        var row = new LinkedHashMap<String, Object>();
        row.put("seq", rows.size() + 1);
        row.put("id", id);
        row.put("role", role);
        row.put("text", text);
        if (turn != null) {
            row.put(
                    "metadata",
                    Map.of("turn", turn, "kind", "ANSWER", "path", "PLAYBOOK", "model", "fake"));
        }
        rows.add(row);
    }

    private static Map<String, Object> explanation(
            String conversation, String id, long turn, @Nullable Fault fault) {
        var explanation = new LinkedHashMap<String, Object>();
        explanation.put("organization", conversation.split("/")[0]);
        explanation.put("conversation", conversation.split("/")[1]);
        explanation.put("message", id);
        explanation.put("seq", turn);
        if (fault != Fault.NEVER_ENDS) {
            explanation.put("disposition", "answered");
            explanation.put("turn", turn);
            explanation.put("disposedAt", "2026-01-01T00:00:00Z");
        }
        explanation.put("steps", List.of(Map.of("at", "2026-01-01T00:00:00Z", "what", "stored")));
        return explanation;
    }

    private void why(HttpExchange exchange, String organization, String message)
            throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var conversation =
                query.substring(query.indexOf("conversation=") + "conversation=".length());
        var explanation = explanations.get(organization + "/" + conversation + "/" + message);
        if (explanation == null) {
            answer(
                    exchange,
                    404,
                    Map.of("title", "Not Found", "detail", "it may still be on its way"));
        } else {
            answer(exchange, 200, explanation);
        }
    }

    private void read(HttpExchange exchange, String organization, String conversation)
            throws IOException {
        var rows = conversations.get(organization + "/" + conversation);
        if (rows == null) {
            answer(exchange, 404, Map.of("title", "Not Found"));
            return;
        }
        synchronized (rows) {
            answer(
                    exchange,
                    200,
                    Map.of(
                            "organization",
                            organization,
                            "conversation",
                            conversation,
                            "status",
                            "OPEN",
                            "messages",
                            rows));
        }
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
