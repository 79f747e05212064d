package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What the chain adds to every answer, and what it says to pages of other origins. */
@EdgeTest
class HeadersIT {
    private static final String CONVERSATION = "/v1/organizations/acme/conversations/none";

    @Autowired private Edge edge;

    @Test
    void noAnswerIsKeptOrGuessedAt() {
        var organization = "/v1/organizations/headers-" + UUID.randomUUID();
        var answers =
                List.of(
                        edge.put(organization, Edge.OPERATOR, "{}"),
                        edge.get(CONVERSATION, "unknown"),
                        edge.get(CONVERSATION, Edge.ACME_KEY),
                        edge.get(CONVERSATION, Edge.GLOBEX_KEY),
                        edge.get("/v1/organizations/acme;x/keys", Edge.ACME_KEY),
                        edge.post(Edge.MESSAGES, Edge.ACME_KEY, "{"));
        assertThat(answers)
                .extracting(Edge.Answer::status)
                .containsExactly(201, 401, 404, 403, 400, 400);
        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                    assertThat(answer.header("Set-Cookie")).isEmpty();
                });
    }

    /** It would write a line with the whole path for each address that somebody tries. */
    @Test
    void triedAddressesAreNotLogged() {
        assertThat(
                        LoggerFactory.getLogger("org.springframework.web.servlet.PageNotFound")
                                .isWarnEnabled())
                .isFalse();
    }

    @Test
    void pagesOfAllowedOriginsMayAskBeforehandWithoutAKey() throws Exception {
        var answer = edge.text(preflight("https://shop.example"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .containsIgnoringCase("authorization");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void pagesOfOtherOriginsMayNot() throws Exception {
        var answer = edge.text(preflight("https://elsewhere.example"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private java.net.http.HttpRequest.Builder preflight(String origin) {
        return edge.withoutKey(Edge.MESSAGES)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type");
    }
}
