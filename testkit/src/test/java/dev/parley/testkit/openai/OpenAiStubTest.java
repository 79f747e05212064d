package dev.parley.testkit.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiStubTest {
    private static final String QUESTION =
            """
            {"model": "m", "messages": [{"role": "user", "content": "one two"}]%s}\
            """;
    private static final String STREAM =
            ", \"stream\": true, \"stream_options\": {\"include_usage\": true}";

    private final OpenAiStub stub = OpenAiStub.start(OpenAiStub.KeyHeader.BEARER, "sk-1");
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        stub.close();
        client.close();
    }

    @Test
    void echoesPlainlyAndAsAStream() throws Exception {
        assertThat(post("/v1/chat/completions", "").body())
                .contains("\"content\":\"You said: one two\"")
                .contains("\"completion_tokens\":4");
        assertThat(post("/openai/v1/chat/completions", STREAM).body())
                .contains("{\"content\":\"said: \"}")
                .contains("\"completion_tokens\":4")
                .endsWith("data: [DONE]\n\n");
        assertThat(post("/openai/deployments/d/chat/completions?api-version=1", "").body())
                .contains("\"model\":\"d\"");
        assertThat(stub.counts()).isEqualTo(new StubCounts(3, Map.of(), 12, 0, 0, 1));
    }

    @Test
    void wrongPathsAndKeysAreRefused() throws Exception {
        assertThat(post("/v1/models", "").statusCode()).isEqualTo(404);
        assertThat(post("/openai/deployments/d/chat/completions", "").statusCode()).isEqualTo(404);
        try (var other = OpenAiStub.start(OpenAiStub.KeyHeader.API_KEY, "sk-1")) {
            var request = request(other, "/v1/chat/completions", "").build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    /** What makes the test that nobody passes them on one that can fail. */
    @Test
    void errorsRepeatKeyAndPrompt() throws Exception {
        stub.answering(StubReply.text("").failing(StubFailure.BAD_REQUEST));

        assertThat(post("/v1/chat/completions", "").body()).contains("sk-1").contains("one two");
    }

    @Test
    void tokensOfCallsThatFailAreWasted() throws Exception {
        stub.answering(StubReply.text("a b c d").failing(StubFailure.RESET_MIDWAY));

        assertThatThrownBy(() -> post("/v1/chat/completions", STREAM))
                .isInstanceOf(IOException.class);

        await(() -> stub.counts().running() == 0);
        assertThat(stub.counts().failed(StubFailure.RESET_MIDWAY)).isEqualTo(1);
        assertThat(stub.counts().wastedTokens()).isEqualTo(2);
    }

    @Test
    void mixIsTheSameForTheSameSeedAndAsLargeAsWanted() {
        var ways = StubFailure.PASSING;
        var mix = new FailureMix(7, 10, ways, Duration.ZERO, Duration.ofSeconds(1));
        var same = new FailureMix(7, 10, ways, Duration.ZERO, Duration.ofSeconds(1));
        var other = new FailureMix(8, 10, ways, Duration.ZERO, Duration.ofSeconds(1));

        assertThat(fates(mix)).isEqualTo(fates(same)).isNotEqualTo(fates(other));
        var failed = fates(mix).stream().filter(reply -> reply.failure() != null).toList();
        assertThat(failed).hasSizeBetween(900, 1_100);
        assertThat(failed.stream().map(StubReply::failure).distinct()).hasSize(ways.size());
    }

    private static List<StubReply> fates(FailureMix mix) {
        var body = CompletionJson.JSON.readTree(QUESTION.formatted(""));
        return LongStream.range(0, 10_000)
                .mapToObj(number -> mix.reply(new StubCall(number, "/", Map.of(), body)))
                .toList();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> post(String path, String more) throws Exception {
        var response =
                client.send(
                        request(stub, path, more).build(), HttpResponse.BodyHandlers.ofString());
        await(() -> stub.counts().running() == 0);
        return response;
    }

    private static HttpRequest.Builder request(OpenAiStub stub, String path, String more) {
        return HttpRequest.newBuilder(stub.uri().resolve(path))
                .header("Authorization", "Bearer sk-1")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION.formatted(more)));
    }
}
