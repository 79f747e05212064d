package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The operations of the API, each with a body that it would take. In paths {@code {o}} stands for
 * an organization, {@code {c}} for a conversation and {@code {x}} for what else they name.
 */
enum Operation {
    CREATE_ORGANIZATION(
            "PUT", "/v1/organizations/{o}", HostileCaller.OPERATOR, "{\"name\":\"Acme\"}"),
    CONFIGURE(
            "PUT",
            "/v1/organizations/{o}/configuration",
            HostileCaller.OPERATOR,
            "{\"name\":\"Acme\",\"humanPhrases\":[\"a person\"],\"agents\":[{\"id\":\"desk\",\"name\":\"Desk\","
                    + "\"instructions\":\"Be brief.\"}],\"policies\":{\"cooldown\":5}}"),
    LIST_DOCUMENTS("GET", "/v1/organizations/{o}/documents", HostileCaller.ORGANIZATION, ""),
    PUT_DOCUMENT(
            "PUT",
            "/v1/organizations/{o}/documents/{x}",
            HostileCaller.ORGANIZATION,
            "{\"title\":\"Returns\",\"link\":\"https://acme.example/r\",\"text\":\"Thirty days.\"}"),
    REMOVE_DOCUMENT(
            "DELETE", "/v1/organizations/{o}/documents/{x}", HostileCaller.ORGANIZATION, ""),
    LIST_CONVERSATIONS(
            "GET", "/v1/organizations/{o}/conversations", HostileCaller.ORGANIZATION, ""),
    ERASE_CONVERSATIONS(
            "DELETE", "/v1/organizations/{o}/conversations", HostileCaller.ORGANIZATION, ""),
    GET_CONVERSATION(
            "GET", "/v1/organizations/{o}/conversations/{c}", HostileCaller.ORGANIZATION, ""),
    ERASE_CONVERSATION(
            "DELETE", "/v1/organizations/{o}/conversations/{c}", HostileCaller.ORGANIZATION, ""),
    SEND_MESSAGE(
            "POST",
            "/v1/organizations/{o}/conversations/{c}/messages",
            HostileCaller.ORGANIZATION,
            "{\"id\":\"m1\",\"text\":\"Hello\",\"author\":{\"id\":\"ada\",\"name\":\"Ada\",\"roles\":[\"vip\"]},"
                    + "\"sentAt\":\"2026-01-02T03:04:05Z\"}"),
    ISSUE_TOKEN(
            "POST",
            "/v1/organizations/{o}/conversations/{c}/tokens",
            HostileCaller.ORGANIZATION,
            "{\"author\":{\"id\":\"ada\"},\"seconds\":60}"),
    END_TOKENS("DELETE", "/v1/organizations/{o}/tokens", HostileCaller.ORGANIZATION, ""),
    TAKE_OVER(
            "POST",
            "/v1/organizations/{o}/conversations/{c}/takeover",
            HostileCaller.ORGANIZATION,
            "{\"by\":{\"id\":\"kim\"}}"),
    GIVE_BACK(
            "POST",
            "/v1/organizations/{o}/conversations/{c}/return",
            HostileCaller.ORGANIZATION,
            "{\"by\":{\"id\":\"kim\"}}"),
    REQUEST_TITLE(
            "POST",
            "/v1/organizations/{o}/conversations/{c}/title",
            HostileCaller.ORGANIZATION,
            ""),
    SEND_REPLY(
            "POST",
            "/v1/organizations/{o}/conversations/{c}/replies",
            HostileCaller.ORGANIZATION,
            "{\"text\":\"I am here\",\"author\":{\"id\":\"kim\"}}"),
    STREAM("GET", "/v1/organizations/{o}/conversations/{c}/stream", HostileCaller.ORGANIZATION, ""),
    EXPLAIN("GET", "/v1/organizations/{o}/messages/{x}/why", HostileCaller.ORGANIZATION, ""),
    LIST_KEYS("GET", "/v1/organizations/{o}/keys", HostileCaller.ORGANIZATION, ""),
    CREATE_KEY(
            "POST",
            "/v1/organizations/{o}/keys",
            HostileCaller.ORGANIZATION,
            "{\"name\":\"k\",\"scopes\":[\"messages:write\"],\"expiresAt\":\"2030-01-01T00:00:00Z\"}"),
    END_KEY("DELETE", "/v1/organizations/{o}/keys/{x}", HostileCaller.ORGANIZATION, ""),
    LIST_DEAD_LETTERS("GET", "/v1/dead-letters", HostileCaller.ORGANIZATION, ""),
    GET_DEAD_LETTER("GET", "/v1/dead-letters/{x}", HostileCaller.OPERATOR, ""),
    REDRIVE("POST", "/v1/dead-letters/{x}/redrive", HostileCaller.OPERATOR, "{\"force\":true}"),
    DISCARD("POST", "/v1/dead-letters/{x}/discard", HostileCaller.ORGANIZATION, ""),
    /** Too long ago, for a real one would work for minutes. */
    RECOVER("POST", "/v1/recovery", HostileCaller.OPERATOR, "{\"since\":\"1999-01-01T00:00:00Z\"}"),
    LIST_STUCK("GET", "/v1/conversations/stuck", HostileCaller.ORGANIZATION, "");

    /** Those whose body is more than nothing. */
    static final List<Operation> WITH_BODY =
            List.of(values()).stream().filter(operation -> !operation.body.isEmpty()).toList();

    private static final String JSON = "Content-Type: application/json";

    private final String method;
    private final String path;
    private final HostileCaller caller;
    private final String body;

    Operation(String method, String path, HostileCaller caller, String body) {
        this.method = method;
        this.path = path;
        this.caller = caller;
        this.body = body;
    }

    HostileCaller caller() {
        return caller;
    }

    String body() {
        return body;
    }

    /** A request as it should be. */
    RawRequest request(String organization, String conversation, String name) {
        var target =
                path.replace("{o}", organization).replace("{c}", conversation).replace("{x}", name);
        return new RawRequest(method, target, List.of(JSON), body.getBytes(UTF_8), false);
    }
}
