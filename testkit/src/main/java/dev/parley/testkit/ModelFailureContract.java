package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelException.Kind;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubFailure;
import dev.parley.testkit.openai.StubReply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the failures of a server and of the way to it are told. */
interface ModelFailureContract {
    Duration PATIENT = Duration.ofSeconds(60);
    Duration HASTY = Duration.ofMillis(700);
    String QUESTION = "Where is my order?";
    StubReply ANSWER = StubReply.text("It is on its way, and will be there tomorrow.");

    OpenAiStub stub();

    String key();

    LanguageModel connected(String key, Duration timeout);

    /** Each on a connection that served a call before, as most are. */
    @ParameterizedTest
    @EnumSource(value = StubFailure.class, mode = EnumSource.Mode.EXCLUDE, names = "ABANDONED")
    default void everyFailureIsToldAsItsKindAndNeverTriedAgain(StubFailure way) throws Exception {
        var model = connected(key(), way == StubFailure.SLOW ? HASTY : PATIENT);
        for (var call : LanguageModelContract.calls(model, QUESTION)) {
            stub().answering(ANSWER);
            call.call();
            long before = stub().counts().calls();
            stub().answering(
                            ANSWER.failing(way)
                                    .after(way == StubFailure.SLOW ? PATIENT : Duration.ZERO));

            assertThat(failure(call).kind()).isEqualTo(kind(way));
            assertThat(stub().counts().calls()).isEqualTo(before + 1);
        }
        Patience.until(Duration.ofSeconds(2), () -> stub().counts().failed(way) == 2);
    }

    @Test
    default void itTellsHowLongACallMayTake() {
        assertThat(connected(key(), HASTY).longestCall()).isEqualTo(HASTY);
    }

    private static Kind kind(StubFailure way) {
        return switch (way) {
            case RATE_LIMITED -> Kind.RATE_LIMITED;
            case SLOW -> Kind.TIMEOUT;
            case PROMPT_FILTERED, ANSWER_FILTERED, BAD_REQUEST -> Kind.REJECTED;
            case SERVER_ERROR, OVERLOADED, KEY_REFUSED, FORBIDDEN, NOT_FOUND -> Kind.UNAVAILABLE;
            case RESET_BEFORE_HEADERS -> Kind.UNAVAILABLE;
            case RESET_MIDWAY, ERROR_EVENT, NO_FINISH, NO_FINISH_NO_DONE, GARBAGE, EMPTY ->
                    Kind.BROKEN_ANSWER;
            case ABANDONED -> throw new IllegalArgumentException("nobody sees this");
        };
    }

    @Test
    default void operatorIsToldWhatToMend() {
        stub().answering(ANSWER.failing(StubFailure.NOT_FOUND));
        assertThat(failure(generate(PATIENT))).hasMessageContaining("no such deployment");

        stub().answering(ANSWER);
        var stranger = connected("sk-of-somebody-else", PATIENT);
        assertThat(failure(() -> stranger.generate(LanguageModelContract.question(QUESTION))))
                .hasMessageContaining("the key is refused");
    }

    @Test
    default void waitIsToldInEachOfItsForms() {
        assertThat(retryAfter("Retry-After", "7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(retryAfter("retry-after-ms", "1500")).isEqualTo(Duration.ofMillis(1_500));
        assertThat(retryAfter("Retry-After", "soon")).isNull();
        assertThat(retryAfter("X-Nothing", "7")).isNull();
        var then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(40);
        assertThat(retryAfter("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
    }

    private @Nullable Duration retryAfter(String header, String value) {
        stub().answering(ANSWER.failing(StubFailure.RATE_LIMITED).header(header, value));
        return failure(generate(PATIENT)).retryAfter();
    }

    @Test
    default void streamThatDripsBeyondTheTimeoutEndsThen() {
        stub().answering(ANSWER.paced(Duration.ofMillis(300)));
        var model = connected(key(), HASTY);
        long start = System.nanoTime();

        var failure =
                failure(() -> model.stream(LanguageModelContract.question(QUESTION), _ -> {}));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HASTY.multipliedBy(3));
    }

    @Test
    default void serverThatIsNotThereIsUnavailable() {
        var model = connected(key(), PATIENT);
        stub().close();

        for (var call : LanguageModelContract.calls(model, QUESTION)) {
            assertThat(failure(call).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    default void interruptedCallIsCancelledAtTheServer() {
        stub().answering(ANSWER.after(PATIENT));
        abandon(0);
        stub().answering(ANSWER.paced(PATIENT));
        abandon(1);
    }

    /** Interrupts a call once it is at the server, and waits until the server sees it go. */
    private void abandon(int which) {
        long before = stub().counts().failed(StubFailure.ABANDONED);
        var call = LanguageModelContract.calls(connected(key(), PATIENT), QUESTION).get(which);
        var thread = Thread.ofVirtual().start(new FutureTask<>(call));
        Patience.until(Duration.ofSeconds(10), () -> stub().counts().running() == 1);
        thread.interrupt();

        Patience.until(
                Duration.ofSeconds(2),
                () -> stub().counts().failed(StubFailure.ABANDONED) == before + 1);
    }

    private Callable<ModelAnswer> generate(Duration timeout) {
        return LanguageModelContract.calls(connected(key(), timeout), QUESTION).getFirst();
    }

    private static ModelException failure(Callable<ModelAnswer> call) {
        return catchThrowableOfType(ModelException.class, call::call);
    }
}
