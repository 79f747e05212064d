package dev.parley.standalone.client;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.organization.Organization;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks one Parley over HTTP. Every call is one attempt and blocks its thread; calls may be repeated
 * without harm, because the caller names the message ids. Thread-safe.
 *
 * <p>All methods throw {@link UnavailableException} when there is no answer or one of 429, 500,
 * 502, 503 and 504, and {@link RefusedException} for other refusals.
 */
public final class ParleyClient {
    private static final Duration QUICK = Duration.ofSeconds(15);

    /** A long conversation goes in many slices, and so do a thousand short ones. */
    private static final Duration ERASING = Duration.ofMinutes(5);

    /** A document of 1 MiB has some 3,000 passages. */
    private static final Duration EMBEDDING = Duration.ofMinutes(5);

    private final URI server;
    private final JsonCalls calls;

    /**
     * A client of the server at the address.
     *
     * @param server for example {@code http://127.0.0.1:8080}
     * @param key the operator's API key or an organization's
     */
    public ParleyClient(URI server, String key) {
        this.server = server;
        this.calls = new JsonCalls(server, key);
    }

    /** The address it asks. */
    public URI server() {
        return server;
    }

    /**
     * Makes sure that the organization exists, from the template if it is new. Needs the operator's
     * key.
     */
    public void createOrganization(String organization) {
        calls.put("/v1/organizations/" + JsonCalls.segment(organization), Map.of(), QUICK);
    }

    /**
     * Puts the configuration in place of the one the server holds; it holds it when this returns.
     * Needs the operator's key.
     *
     * @param organization its version and keys do not count
     * @param dryRun only ask what it would come to
     */
    public Applied configure(Organization organization, boolean dryRun) {
        var path =
                "/v1/organizations/%s/configuration%s"
                        .formatted(
                                JsonCalls.segment(organization.id()), dryRun ? "?dryRun=true" : "");
        return calls.put(path, ConfigurationBody.of(organization), Applied.class, QUICK);
    }

    /**
     * Content hashes of the documents the server holds, by id; none of an unknown organization.
     *
     * @throws RefusedException with 409 when the server has no documents enabled
     */
    public Map<String, String> documents(String organization) {
        return calls.get(documentsPath(organization), Documents.class, QUICK)
                .map(answer ->
                        answer.documents().stream()
                                .collect(
                                        Collectors.toMap(Documents.Held::id, Documents.Held::hash)))
                .orElse(Map.of());
    }

    /** Puts a document in place of its older version; it may take long to be embedded. */
    public void putDocument(Document document) {
        var body = new LinkedHashMap<String, String>();
        body.put("title", document.title());
        body.put("text", document.text());
        if (document.link() != null) {
            body.put("link", document.link());
        }
        calls.put(documentPath(document.organization(), document.id()), body, EMBEDDING);
    }

    /** Takes a document back. */
    public void removeDocument(String organization, String id) {
        calls.delete(documentPath(organization, id), QUICK);
    }

    /** The organization's API keys, oldest first; empty when the server does not know it. */
    public Optional<List<HeldKey>> keys(String organization) {
        return calls.get(keysPath(organization), Keys.class, QUICK).map(Keys::keys);
    }

    /** Creates a further API key of the organization. Called again it creates another. */
    public CreatedKey createKey(String organization, NewKey wish) {
        return calls.post(keysPath(organization), wish.body(), CreatedKey.class, QUICK);
    }

    /** Ends the API key of the id. */
    public void revokeKey(String organization, String id) {
        calls.delete(keysPath(organization) + "/" + JsonCalls.segment(id), QUICK);
    }

    /** Sends a customer's message; returns once the server has accepted it. */
    public void send(String organization, String conversation, String message, String text) {
        var body = Map.of("id", message, "text", text, "author", Map.of("id", "customer"));
        calls.post(conversationPath(organization, conversation) + "/messages", body, QUICK);
    }

    /**
     * Asks what became of a message, and waits for it on the server.
     *
     * @param conversation empty to look in all conversations of the organization
     * @param wait 0 to 30 seconds; the answer comes as soon as there is one
     * @return empty when the server has no such message, which may be still on its way
     */
    public Optional<Explanation> why(
            String organization, String message, String conversation, Duration wait) {
        var query =
                "?wait="
                        + wait.toSeconds()
                        + (conversation.isEmpty()
                                ? ""
                                : "&conversation=" + JsonCalls.segment(conversation));
        var path =
                "/v1/organizations/%s/messages/%s/why%s"
                        .formatted(
                                JsonCalls.segment(organization), JsonCalls.segment(message), query);
        return calls.get(path, Explanation.class, QUICK.plus(wait));
    }

    /** Reads a conversation; empty when the server does not know it. */
    public Optional<ConversationView> conversation(String organization, String conversation) {
        return calls.get(
                conversationPath(organization, conversation), ConversationView.class, QUICK);
    }

    /** Erases what was said in a conversation; empty when the server does not know it. */
    public Optional<Receipt> erase(String organization, String conversation) {
        return calls.delete(conversationPath(organization, conversation), Receipt.class, ERASING);
    }

    /**
     * Erases some conversations of a customer.
     *
     * @param shared those with other customers too
     */
    public Receipt eraseCustomer(String organization, String customer, boolean shared) {
        return eraseMany(
                organization,
                "customer=" + JsonCalls.segment(customer) + (shared ? "&shared=erase" : ""));
    }

    /** Erases some conversations of an organization. */
    public Receipt eraseAll(String organization) {
        return eraseMany(organization, "all=true");
    }

    private Receipt eraseMany(String organization, String query) {
        var path =
                "/v1/organizations/%s/conversations?%s"
                        .formatted(JsonCalls.segment(organization), query);
        return calls.delete(path, Receipt.class, ERASING)
                .orElseThrow(
                        () -> new RefusedException(404, "the server knows no such organization"));
    }

    /** Tells whether the server says that it is ready for work. */
    public boolean isHealthy() {
        try {
            return calls.get("/actuator/health", Health.class, QUICK)
                    .filter(health -> health.status().equals("UP"))
                    .isPresent();
        } catch (UnavailableException | RefusedException e) {
            return false;
        }
    }

    private static String keysPath(String organization) {
        return "/v1/organizations/" + JsonCalls.segment(organization) + "/keys";
    }

    private static String documentsPath(String organization) {
        return "/v1/organizations/" + JsonCalls.segment(organization) + "/documents";
    }

    private static String documentPath(String organization, String id) {
        return documentsPath(organization) + "/" + JsonCalls.segment(id);
    }

    private static String conversationPath(String organization, String conversation) {
        return "/v1/organizations/%s/conversations/%s"
                .formatted(JsonCalls.segment(organization), JsonCalls.segment(conversation));
    }

    private record Health(String status) {}

    private record Documents(List<Held> documents) {
        record Held(String id, String hash) {}
    }

    private record Keys(List<HeldKey> keys) {}
}
