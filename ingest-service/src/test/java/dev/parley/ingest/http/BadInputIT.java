package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ingest.InMemoryOrganizations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class BadInputIT {
    private static final String CONVERSATION = "/v1/organizations/acme/conversations/c1";

    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;
    @Autowired private InMemoryOrganizations organizations;

    @BeforeEach
    void empty() {
        inbox.accepted().clear();
    }

    @AfterEach
    void nothingReachedTheInbox() {
        assertThat(inbox.accepted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text               | {'author': {'id': 'a'}}",
                "text               | {'text': null, 'author': {'id': 'a'}}",
                "text               | {'text': ' \\n\\t ', 'author': {'id': 'a'}}",
                "text               | {'text': '\\u200b\\u2060 \\u3164', 'author': {'id': 'a'}}",
                "text               | {'text': '\\udb40\\udc41', 'author': {'id': 'a'}}",
                "author.id          | {'text': 'x', 'author': {'id': 'a\\u2028b'}}",
                "author.id          | {'text': 'x', 'author': {'id': 'a\\udb40\\udc41'}}",
                "author.name        | {'text': 'x', 'author': {'id': 'a', 'name': '\\u200b'}}",
                "author.name        | {'text': 'x', 'author': {'id': 'a', 'name': 'a\\u202ec'}}",
                "author.name        | {'text': 'x', 'author': {'id': 'a', 'name': 'a\\u200d'}}",
                "text               | {'text': 7, 'author': {'id': 'a'}}",
                "text               | {'text': true, 'author': {'id': 'a'}}",
                "text               | {'text': ['x'], 'author': {'id': 'a'}}",
                "text               | {'text': {'x': 'y'}, 'author': {'id': 'a'}}",
                "text               | {'text': 'a\\u0000b', 'author': {'id': 'a'}}",
                "text               | {'text': 'a\\ud83d', 'author': {'id': 'a'}}",
                "author             | {'text': 'x'}",
                "author             | {'text': 'x', 'author': null}",
                "author             | {'text': 'x', 'author': 'ada'}",
                "author             | {'text': 'x', 'author': []}",
                "author.id          | {'text': 'x', 'author': {}}",
                "author.id          | {'text': 'x', 'author': {'id': ''}}",
                "author.id          | {'text': 'x', 'author': {'id': 5}}",
                "author.id          | {'text': 'x', 'author': {'id': 'a\\nb'}}",
                "author.name        | {'text': 'x', 'author': {'id': 'a', 'name': 1.5}}",
                "author.roles       | {'text': 'x', 'author': {'id': 'a', 'roles': 'admin'}}",
                "author.roles[1]    | {'text': 'x', 'author': {'id': 'a', 'roles': ['b', null]}}",
                "author.roles[0]    | {'text': 'x', 'author': {'id': 'a', 'roles': [['b']]}}",
                "author.admin       | {'text': 'x', 'author': {'id': 'a', 'admin': true}}",
                "role               | {'text': 'x', 'author': {'id': 'a'}, 'role': 'ASSISTANT'}",
                "TEXT               | {'TEXT': 'x', 'author': {'id': 'a'}}",
                "id                 | {'id': 'a b', 'text': 'x', 'author': {'id': 'a'}}",
                "id                 | {'id': '', 'text': 'x', 'author': {'id': 'a'}}",
                "id                 | {'id': 12, 'text': 'x', 'author': {'id': 'a'}}",
                "sentAt             | {'text': 'x', 'author': {'id': 'a'}, 'sentAt': 'soon'}",
                "sentAt             | {'text': 'x', 'author': {'id': 'a'}, 'sentAt': 1767603600}",
                "sentAt             | {'text': 'x', 'author': {'id': 'a'}, 'sentAt':"
                        + " '+999999999-12-31T23:59:59Z'}"
            })
    void refusedFieldIsNamed(String field, String body) {
        var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).as(answer.response().body()).isEqualTo(field);
        assertThat(answer.text("detail")).startsWith(field + " ");
        assertThat(answer.text("instance")).isEqualTo(Edge.MESSAGES);
    }

    @Test
    void tooLongATextIsRefusedByName() {
        var body =
                "{\"text\": \"%s\", \"author\": {\"id\": \"ada\"}}".formatted("x".repeat(16_001));
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, body).text("field")).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "7",
                "[]",
                "\"text\"",
                "{",
                "{\"text\": \"x\"",
                "{\"text\": \"x\", \"author\": {\"id\": \"a\"}} {}",
                "{\"text\": \"x\", \"text\": \"y\", \"author\": {\"id\": \"a\"}}",
                "{\"text\": \"x\", \"author\": {\"id\": \"a\", \"id\": \"b\"}}",
                "{'text': 'x'}",
                "{\"text\": NaN}",
                "{text: \"x\"}",
                "{\"text\": \"a\u0001b\"}",
                "<xml/>"
            })
    void bodyThatIsNoJsonObjectIsRefused(String body) {
        var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).startsWith("the body ");
    }

    @Test
    void malformedJsonTellsWhere() {
        var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, "{\"text\":\n  \"x\",, }");
        assertThat(answer.text("detail")).contains("line 2, column");
    }

    @Test
    void deepNestingAndEndlessNumbersAreRefused() {
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, "[".repeat(60_000)).status())
                .isEqualTo(400);
        var deep = "{\"author\":".repeat(5_000);
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, deep).status()).isEqualTo(400);
        var number = "{\"text\": " + "9".repeat(50_000) + "}";
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, number).status()).isEqualTo(400);
        var name = "{\"" + "n".repeat(60_000) + "\": 1}";
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, name).status()).isEqualTo(400);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var body =
                new byte[] {
                    '{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'
                };
        var answer =
                edge.send(
                        edge.request(Edge.MESSAGES, Edge.ACME_KEY)
                                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.status()).isEqualTo(400);
    }

    /** RFC 3629 forbids it, and whoever looks in before us may read another text. */
    @Test
    void overlongFormsAreRefused() {
        var body = Edge.GOOD.replace("hello", "@@").getBytes(StandardCharsets.UTF_8);
        int at = new String(body, StandardCharsets.UTF_8).indexOf("@@");
        body[at] = (byte) 0xC0;
        body[at + 1] = (byte) 0xAF;
        var answer =
                edge.send(
                        edge.request(Edge.MESSAGES, Edge.ACME_KEY)
                                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("UTF-8");
    }

    @Test
    void otherCharsetsAreRefusedByName() {
        var answer =
                edge.send(
                        edge.request(Edge.MESSAGES, Edge.ACME_KEY)
                                .setHeader("Content-Type", "application/json;charset=utf-16")
                                .POST(BodyPublishers.ofString(Edge.GOOD, StandardCharsets.UTF_16)));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("detail")).contains("UTF-16");
        var unsaid =
                edge.send(
                        edge.request(Edge.MESSAGES, Edge.ACME_KEY)
                                .POST(
                                        BodyPublishers.ofString(
                                                Edge.GOOD, StandardCharsets.UTF_16BE)));
        assertThat(unsaid.status()).isEqualTo(400);
    }

    @Test
    void unknownTransferEncodingIsNotOurFault() throws IOException {
        var answer =
                edge.raw(
                        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                                        .formatted(Edge.MESSAGES, Edge.ACME_KEY)
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: rot13\r\n\r\n"
                                + "{}");
        assertThat(answer)
                .startsWith("HTTP/1.1 501")
                .contains("not-implemented")
                .doesNotContain("broken");
    }

    @Test
    void declaredBodyAboveTheLimitIsRefused() {
        var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, " ".repeat(65_537));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("detail")).contains("65536 bytes");
    }

    @Test
    void chunkedBodyAboveTheLimitIsRefused() {
        var bytes = (Edge.GOOD + " ".repeat(65_537)).getBytes(StandardCharsets.UTF_8);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        assertThat(edge.send(edge.request(Edge.MESSAGES, Edge.ACME_KEY).POST(chunked)).status())
                .isEqualTo(413);
    }

    @Test
    void brokenChunkIsTheClientsMistake() throws IOException {
        var answer =
                edge.raw(
                        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                                        .formatted(Edge.MESSAGES, Edge.ACME_KEY)
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + "zz\r\n"
                                + "{}\r\n"
                                + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/vnd.acme+json",
                "application/*+json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense"
            })
    void otherMediaTypesAreRefused(String type) {
        var answer =
                edge.send(
                        edge.request(Edge.MESSAGES, Edge.ACME_KEY)
                                .setHeader("Content-Type", type)
                                .POST(BodyPublishers.ofString(Edge.GOOD)));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void answerOtherThanJsonCannotBeAskedFor() {
        var answer =
                edge.send(
                        edge.request(CONVERSATION, Edge.ACME_KEY)
                                .header("Accept", "text/html")
                                .GET());
        assertThat(answer.status()).isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource({
        "name, {\"name\": 7}",
        "name, {\"name\": \"\"}",
        "template, {\"template\": \"none\"}",
        "nmae, {\"nmae\": \"x\"}"
    })
    void organizationIsHeldToItsRules(String field, String body) {
        var answer = edge.put("/v1/organizations/initech", Edge.OPERATOR, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(organizations.find("initech")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "organization, /v1/organizations/ACME/conversations/c1",
        "organization, /v1/organizations/a%20b/conversations/c1",
        "organization, /v1/organizations/a%00b/messages/m1/why",
        "conversation, /v1/organizations/acme/conversations/c%20d",
        "conversation, /v1/organizations/acme/conversations/%C3%A4",
        "conversation, /v1/organizations/acme/messages/m1/why?conversation=a%20b",
        "conversation, /v1/organizations/acme/messages/m1/why?conversation=",
        "message, /v1/organizations/acme/messages/a%20b/why",
        "wait, /v1/organizations/acme/messages/m1/why?wait=-1",
        "wait, /v1/organizations/acme/messages/m1/why?wait=31",
        "wait, /v1/organizations/acme/messages/m1/why?wait=1.5",
        "wait, /v1/organizations/acme/messages/m1/why?wait=99999999999999999999",
        "wait, /v1/organizations/acme/messages/m1/why?wait=1&wait=2"
    })
    void malformedPathAndQueryAreNamed(String field, String path) {
        var answer = edge.get(path, Edge.OPERATOR);
        assertThat(answer.status()).isEqualTo(400);
        // Tomcat refuses a NUL before anybody can tell where it was.
        if (!path.contains("%00")) {
            assertThat(answer.text("field")).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/organizations/acme/conversations/c1%2Fd",
                "/v1/organizations/acme/conversations/c1;x=1",
                "/v1/organizations/acme;x/conversations/c1",
                "/v1/organizations/acme/messages/m1/why?wait=%zz",
                "/v1/organizations/acme/messages/m1/why?%zz=1",
                "/v1/organizations/acme/conversations/%zz",
                "/v1/organizations/acme/conversations/%C3%28",
                "/v1/organizations/acme/conversations/a|b",
                "/v1/organizations/acme/conversations/a\\b",
                "/v1/organizations/acme/conversations/<script>",
                "/actuator/health/..;/v1/x",
                "/v1//organizations/acme/conversations/c1",
                "http:/\u0000"
            })
    void malformedPathIsRefused(String path) throws IOException {
        var answer =
                edge.raw(
                        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(path, Edge.ACME_KEY));
        assertThat(answer).startsWith("HTTP/1.1 400").contains(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\nConnection: close\r\n\r\n",
                "G\u0001T / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void malformedRequestGetsNoPage(String request) throws IOException {
        assertThat(edge.raw(request)).matches("(?s)HTTP/1.1 (4|5)0[0-9].*").doesNotContain("<");
    }

    @Test
    void oversizeHeadersAreRefused() throws IOException {
        var answer =
                edge.raw(
                        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                                + "x".repeat(20_000)
                                + "\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 4(00|31).*").contains(Problem.MEDIA_TYPE);
        var line =
                edge.raw(
                        "GET /"
                                + "x".repeat(20_000)
                                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(line).matches("(?s)HTTP/1.1 4(00|14|31).*").contains(Problem.MEDIA_TYPE);
    }
}
