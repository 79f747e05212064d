package dev.parley.ingest.http;

import dev.parley.conversation.organization.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** What each operation asks for. What is not listed is for {@link Scope#ADMIN} alone. */
final class Operations {
    private static final String ORGANIZATION = "/v1/organizations/{organization}";
    private static final String CONVERSATION = ORGANIZATION + "/conversations/{conversation}";
    private static final String STREAM = CONVERSATION + "/stream";

    private static final PathPatternRequestMatcher STREAMS =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, STREAM);
    private static final PathPatternRequestMatcher MESSAGES =
            PathPatternRequestMatcher.withDefaults()
                    .matcher(HttpMethod.POST, CONVERSATION + "/messages");
    private static final PathPatternRequestMatcher TITLES =
            PathPatternRequestMatcher.withDefaults()
                    .matcher(HttpMethod.POST, CONVERSATION + "/title");
    private static final PathPatternRequestMatcher WHY =
            PathPatternRequestMatcher.withDefaults()
                    .matcher(HttpMethod.GET, ORGANIZATION + "/messages/{message}/why");
    private static final Pattern WAIT = Pattern.compile("(?:^|&)wait=0*[1-9]");

    /** The table. */
    static final List<Operation> ALL =
            List.of(
                    Operation.ofCustomers(
                            HttpMethod.POST, CONVERSATION + "/messages", Scope.MESSAGES_WRITE),
                    Operation.ofCustomers(HttpMethod.GET, CONVERSATION, Scope.CONVERSATIONS_READ),
                    Operation.ofCustomers(HttpMethod.GET, STREAM, Scope.CONVERSATIONS_READ),
                    Operation.of(HttpMethod.POST, CONVERSATION + "/tokens", Scope.MESSAGES_WRITE),
                    Operation.of(
                            HttpMethod.GET,
                            ORGANIZATION + "/conversations",
                            Scope.CONVERSATIONS_READ),
                    Operation.of(
                            HttpMethod.GET,
                            ORGANIZATION + "/messages/{message}/why",
                            Scope.CONVERSATIONS_READ),
                    Operation.of(
                            HttpMethod.GET, "/v1/conversations/stuck", Scope.CONVERSATIONS_READ),
                    Operation.of(
                            HttpMethod.GET, ORGANIZATION + "/documents", Scope.DOCUMENTS_WRITE),
                    Operation.of(
                            HttpMethod.PUT,
                            ORGANIZATION + "/documents/{document}",
                            Scope.DOCUMENTS_WRITE),
                    Operation.of(
                            HttpMethod.DELETE,
                            ORGANIZATION + "/documents/{document}",
                            Scope.DOCUMENTS_WRITE));

    private Operations() {}

    /**
     * One of them.
     *
     * @param scope what a key must be allowed
     * @param forCustomers whether a token of the conversation will do too
     */
    record Operation(HttpMethod method, String path, Scope scope, boolean forCustomers) {
        private static Operation of(HttpMethod method, String path, Scope scope) {
            return new Operation(method, path, scope, false);
        }

        private static Operation ofCustomers(HttpMethod method, String path, Scope scope) {
            return new Operation(method, path, scope, true);
        }
    }

    static boolean isStream(HttpServletRequest request) {
        return STREAMS.matches(request);
    }

    static boolean isMessage(HttpServletRequest request) {
        return MESSAGES.matches(request);
    }

    static boolean isTitle(HttpServletRequest request) {
        return TITLES.matches(request);
    }

    /** Tells whether it may wait for something to happen. */
    static boolean isWait(HttpServletRequest request) {
        var query = request.getQueryString();
        return query != null && WHY.matches(request) && WAIT.matcher(query).find();
    }
}
