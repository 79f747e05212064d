package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelAnswer.Finish;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every language model does. */
@Timeout(120)
public abstract class LanguageModelContract {
    private static final System.Logger LOG =
            System.getLogger(LanguageModelContract.class.getName());

    private static final int CALLS = 2_000;
    private static final Duration LATENCY = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    /** A model that answers any question after this time. */
    protected abstract LanguageModel model(Duration latency);

    /** A model whose calls all fail this way; one that limits asks to wait. */
    protected abstract LanguageModel failing(ModelException.Kind kind);

    /** A question without tools. */
    protected static ModelRequest question(String text) {
        return new ModelRequest(
                "turn-1.1", "Be kind.", List.of(new ModelMessage.User(text)), List.of());
    }

    @Test
    void answerHasWordsAReasonANameAndCounts() throws Exception {
        var answer = model(Duration.ZERO).generate(question("Where is my order?"));

        assertThat(answer.text()).contains("Where is my order?");
        assertThat(answer.finish()).isEqualTo(Finish.STOP);
        assertThat(answer.toolCalls()).isEmpty();
        assertThat(answer.model()).isNotBlank();
        assertThat(answer.promptTokens()).isPositive();
        assertThat(answer.completionTokens()).isPositive();
    }

    @Test
    void streamIsTheSameAnswerInPieces() throws Exception {
        var model = model(Duration.ZERO);
        var pieces = new ArrayList<String>();

        var streamed = model.stream(question("Where is my order?"), pieces::add);

        assertThat(pieces).hasSizeGreaterThan(2).doesNotContain("");
        assertThat(String.join("", pieces)).isEqualTo(streamed.text());
        var whole = model.generate(question("Where is my order?"));
        assertThat(streamed)
                .usingRecursiveComparison()
                .ignoringFields("promptTokens", "detail")
                .isEqualTo(whole);
        assertThat(streamed.promptTokens()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_CALLED")
    void failureIsToldAsWhatItIs(ModelException.Kind kind) {
        var model = failing(kind);

        for (var call : calls(model, "Where is my order?")) {
            assertThatThrownBy(call::call)
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(kind);
                                assertThat(e.retryAfter() != null)
                                        .isEqualTo(kind == ModelException.Kind.RATE_LIMITED);
                            });
        }
    }

    @Test
    void interruptedCallIsGivenUpAtOnce() throws Exception {
        for (var call : calls(model(LONG), "Where is my order?")) {
            var task = new FutureTask<>(call);
            var thread = Thread.ofVirtual().start(task);
            Patience.until(
                    AT_ONCE.multipliedBy(5),
                    () ->
                            thread.getState() == Thread.State.WAITING
                                    || thread.getState() == Thread.State.TIMED_WAITING);
            thread.interrupt();

            assertThatThrownBy(() -> task.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void callOfAnInterruptedThreadIsNotMade() {
        for (var call : calls(model(LONG), "Where is my order?")) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(call::call).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    /** Twice: with cold connections, then with those of the first time. */
    @Test
    void thousandsOfCallsRunAtOnce() throws Exception {
        var model = model(LATENCY);
        for (int round = 1; round <= 2; round++) {
            var took = answered(model);

            LOG.log(
                    System.Logger.Level.INFO,
                    "{0}: {1} calls of {2} ms at once took {3} ms in round {4}",
                    getClass().getSimpleName(),
                    Integer.toString(CALLS),
                    Long.toString(LATENCY.toMillis()),
                    Long.toString(took.toMillis()),
                    round);
            assertThat(took).isBetween(LATENCY, GENEROUS);
        }
    }

    private static Duration answered(LanguageModel model) throws Exception {
        long start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<ModelAnswer>>();
            for (int call = 0; call < CALLS; call++) {
                var question = question("Question " + call + " please?");
                answers.add(executor.submit(() -> model.generate(question)));
            }
            for (int call = 0; call < CALLS; call++) {
                assertThat(answers.get(call).get().text())
                        .contains("Question " + call + " please?");
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The same question by both kinds of call. */
    protected static List<Callable<ModelAnswer>> calls(LanguageModel model, String text) {
        return List.of(
                () -> model.generate(question(text)), () -> model.stream(question(text), _ -> {}));
    }
}
