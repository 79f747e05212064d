package dev.parley.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.conversation.document.EmbeddingException;
import dev.parley.conversation.document.Embeddings;
import dev.parley.testkit.CapturedLog;
import dev.parley.testkit.EmbeddingsContract;
import dev.parley.testkit.Patience;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubFailure;
import dev.parley.testkit.openai.StubReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiEmbeddingsIT extends EmbeddingsContract {
    private static final String KEY = "sk-0123456789-embed";
    private static final String SECRET = "my card is 4929-1234";
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration HASTY = Duration.ofMillis(500);
    private static final StubReply FINE = StubReply.text("");

    private final OpenAiStub stub = OpenAiStub.start(OpenAiStub.KeyHeader.BEARER, KEY);
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(stub));
    private final OpenAiEmbeddings embeddings = open(true, PATIENT);

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Override
    protected Embeddings embeddings() {
        return embeddings;
    }

    @Test
    void textsGoInBatchesAndEachCallSaysWhatIsWanted() {
        var vectors = embeddings.embed("acme", List.of("one", "two", "three", "four"));

        assertThat(vectors).hasSize(4);
        assertThat(stub.calls()).hasSize(2);
        assertThat(stub.calls().getFirst().texts()).containsExactly("one", "two", "three");
        assertThat(stub.calls().getLast().texts()).containsExactly("four");
        assertThat(stub.calls())
                .allSatisfy(call -> {
                    assertThat(call.path()).isEqualTo("/v1/embeddings");
                    assertThat(call.body().path("model").asString()).isEqualTo("embed-test");
                    assertThat(call.body().path("dimensions").asInt()).isEqualTo(32);
                    assertThat(call.body().path("encoding_format").asString()).isEqualTo("float");
                });
    }

    @Test
    void azuresEndpointGetsItsPathAndItsHeader() {
        try (var azure = OpenAiStub.start(OpenAiStub.KeyHeader.API_KEY, KEY);
                var there =
                        open(
                                azure.uri().resolve("/openai/v1"),
                                KeyHeader.API_KEY,
                                32,
                                true,
                                PATIENT)) {
            assertThat(there.embed("acme", List.of("Hello"))).hasSize(1);
            assertThat(azure.calls().getFirst().path()).startsWith("/openai/v1/embeddings");
            assertThat(azure.calls().getFirst().headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void modelOfOneLengthIsNotAskedForAnother() {
        var whole = open(stub.uri().resolve("/v1"), KeyHeader.BEARER, 64, false, PATIENT);
        assertThat(whole.embed("acme", List.of("Hello")).getFirst()).hasSize(64);
        assertThat(stub.calls().getFirst().body().has("dimensions")).isFalse();

        assertThat(failure(open(false, PATIENT))).hasMessageContaining("64 dimensions, not the 32");
    }

    @Test
    void vectorsOfAnotherLengthHaveAnotherModelsName() {
        var longer = open(stub.uri().resolve("/v1"), KeyHeader.BEARER, 64, true, PATIENT);

        assertThat(longer.model()).isNotEqualTo(embeddings.model()).contains("embed-test");
    }

    @Test
    void tooLongTextIsSentAsFarAsTheModelReadsIt() {
        embeddings.embed("acme", List.of("x" + "\u00e9".repeat(200)));

        var sent = stub.calls().getFirst().texts().getFirst();
        assertThat(sent).isEqualTo("x" + "\u00e9".repeat(49));
    }

    @ParameterizedTest
    @EnumSource(
            value = StubFailure.class,
            names = {
                "RATE_LIMITED",
                "SERVER_ERROR",
                "OVERLOADED",
                "KEY_REFUSED",
                "FORBIDDEN",
                "NOT_FOUND",
                "BAD_REQUEST",
                "RESET_BEFORE_HEADERS",
                "RESET_MIDWAY",
                "ERROR_EVENT",
                "GARBAGE",
                "EMPTY",
                "SLOW"
            })
    void failureIsToldWithModelAndAddressAndNeverTriedAgain(StubFailure way) {
        var asked = open(true, way == StubFailure.SLOW ? HASTY : PATIENT);
        asked.embed("acme", List.of("Hello"));
        stub.answering(FINE.failing(way).after(way == StubFailure.SLOW ? PATIENT : Duration.ZERO));

        assertThat(failure(asked))
                .hasMessageContaining("embed-test at " + stub.uri().resolve("/v1"));
        assertThat(stub.counts().calls()).isEqualTo(2);
    }

    @Test
    void serverThatIsNotThereIsTold() {
        stub.close();

        assertThat(failure(embeddings)).hasMessageContaining("the connection failed");
    }

    @Test
    void waitThatTheServerAsksForIsTold() {
        stub.answering(FINE.failing(StubFailure.RATE_LIMITED).header("Retry-After", "7"));
        assertThat(failure(embeddings).retryAfter()).isEqualTo(Duration.ofSeconds(7));

        stub.answering(FINE.failing(StubFailure.RATE_LIMITED));
        assertThat(failure(embeddings).retryAfter()).isNull();
    }

    @Test
    void interruptedCallIsCancelledAtTheServer() {
        stub.answering(FINE.after(PATIENT));
        var call = new FutureTask<>(() -> failure(embeddings));
        var thread = Thread.ofVirtual().start(call);
        Patience.until(Duration.ofSeconds(10), () -> stub.counts().running() == 1);

        thread.interrupt();

        Patience.until(
                Duration.ofSeconds(2), () -> stub.counts().failed(StubFailure.ABANDONED) == 1);
    }

    @Test
    void neitherExceptionsNorLogHoldKeyOrText() {
        var told = new StringWriter();
        var hasty = open(true, HASTY);
        try (var log = new CapturedLog()) {
            for (var way : StubFailure.values()) {
                stub.answering(
                        FINE.failing(way).after(way == StubFailure.SLOW ? PATIENT : Duration.ZERO));
                try {
                    hasty.embed("acme", List.of(SECRET));
                } catch (EmbeddingException e) {
                    e.printStackTrace(new PrintWriter(told));
                }
            }
            told.append(log.text()).append(hasty.toString());
        }

        assertThat(told.toString()).contains("EmbeddingException").contains("Caused by");
        assertThat(told.toString()).doesNotContain(KEY).doesNotContain("4929");
    }

    private static EmbeddingException failure(Embeddings embeddings) {
        return catchThrowableOfType(
                EmbeddingException.class, () -> embeddings.embed("acme", List.of("Hello")));
    }

    private OpenAiEmbeddings open(boolean shorten, Duration timeout) {
        return open(stub.uri().resolve("/v1"), KeyHeader.BEARER, 32, shorten, timeout);
    }

    private OpenAiEmbeddings open(
            URI server, KeyHeader header, int dimensions, boolean shorten, Duration timeout) {
        var made =
                OpenAiEmbeddings.connect(
                        new OpenAiEmbeddingsProperties(
                                server,
                                KEY,
                                null,
                                header,
                                "embed-test",
                                dimensions,
                                shorten,
                                100,
                                3,
                                timeout,
                                Duration.ofSeconds(5)));
        opened.add(made);
        return made;
    }
}
