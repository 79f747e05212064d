package dev.parley.model.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelException.Kind;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guard with threads that really wait. */
class GuardedModelTest {
    private static final ModelAnswer ANSWER =
            new ModelAnswer(
                    "Yes.", List.of(), ModelAnswer.Finish.STOP, "fake", 1, 1, false, Map.of());

    private final VirtualTime time = new VirtualTime();
    private final Gate gate = new Gate(Settings.with(Settings.limit(1, 1, 1)), 1, time);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GuardMetrics metrics = new GuardMetrics(meters, "fake", gate);
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void callersWaitInPlaceAndAreServedInOrder() throws Exception {
        var model = guarded(this::answerWhenTold);
        var calls = new ArrayList<Future<ModelAnswer>>();
        for (int i = 0; i < 5; i++) {
            calls.add(call(model, "call-" + i));
            await(i);
        }
        assertThat(started).containsExactly("call-0");

        answers.release(5);

        for (var call : calls) {
            assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(ANSWER);
        }
        assertThat(started).containsExactly("call-0", "call-1", "call-2", "call-3", "call-4");
        assertThat(meters.get("parley.model.wait").timer().count()).isEqualTo(5);
    }

    @Test
    void interruptedCallerLeavesItsPlaceToTheNext() throws Exception {
        var model = guarded(this::answerWhenTold);
        var first = call(model, "first");
        await(0);
        var impatient = call(model, "impatient");
        await(1);
        var last = call(model, "last");
        await(2);

        impatient.cancel(true);
        await(1);
        answers.release(2);

        first.get(5, TimeUnit.SECONDS);
        last.get(5, TimeUnit.SECONDS);
        assertThat(started).containsExactly("first", "last");
        assertThat(gate.inUse()).isZero();
    }

    @Test
    void permitThatComesTooLateGoesBack() {
        var asked = gate.ask();
        assertThat(gate.inUse()).isEqualTo(1);

        gate.leave(asked);

        assertThat(gate.inUse()).isZero();
    }

    @Test
    void interruptedCallGivesItsPermitBackAndSaysNothing() throws Exception {
        var model = guarded(this::answerWhenTold);
        for (int i = 0; i < 30; i++) {
            var call = call(model, "call-" + i);
            int begun = i + 1;
            until(() -> started.size() == begun);
            call.cancel(true);
            until(() -> gate.inUse() == 0);
        }
        assertThat(gate.state()).isEqualTo(Availability.State.CLOSED);
    }

    @Test
    void failureOfThePromptSaysNothingAboutTheModel() {
        for (var kind : List.of(Kind.REJECTED, Kind.BROKEN_ANSWER)) {
            var model = guarded(_ -> fail(kind, null));
            for (int i = 0; i < 30; i++) {
                assertThat(failure(model).kind()).isEqualTo(kind);
            }
            assertThat(gate.state()).isEqualTo(Availability.State.CLOSED);
            assertThat(gate.inUse()).isZero();
        }
    }

    @Test
    void brokenAdapterLeaksNoPermit() {
        var model =
                guarded(_ -> {
                    throw new IllegalStateException("scripted");
                });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> model.generate(request("x")))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(gate.inUse()).isZero();
    }

    @Test
    void breakerOpensTellsWhenItIsTriedAgainAndCloses() throws Exception {
        var down = new boolean[] {true};
        var model = guarded(_ -> down[0] ? fail(Kind.UNAVAILABLE, null) : ANSWER);
        for (int i = 0; i < Settings.BREAKER.calls() / 2; i++) {
            failure(model);
        }
        assertThat(gate.state()).isEqualTo(Availability.State.OPEN);
        int asked = started.size();

        time.advance(Duration.ofSeconds(4));
        var failure = failure(model);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CALLED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(6));
        assertThat(started).as("nothing is called").hasSize(asked);
        assertThat(outcomes("not_called")).isEqualTo(1);

        down[0] = false;
        time.advance(Duration.ofSeconds(6).plusMillis(1));
        model.generate(request("probe"));
        assertThat(gate.state()).isEqualTo(Availability.State.HALF_OPEN);
        assertThat(meters.get("parley.model.guard.breaker").gauge().value()).isEqualTo(1);
        model.generate(request("probe"));
        model.generate(request("probe"));
        assertThat(gate.state()).isEqualTo(Availability.State.CLOSED);
    }

    @Test
    void failedProbesOpenItAnew() {
        var model = guarded(_ -> fail(Kind.TIMEOUT, null));
        for (int i = 0; i < Settings.BREAKER.calls() / 2; i++) {
            failure(model);
        }
        time.advance(Settings.BREAKER.openFor().plusMillis(1));

        for (int i = 0; i < Settings.BREAKER.probes(); i++) {
            assertThat(failure(model).kind()).isEqualTo(Kind.TIMEOUT);
        }

        var failure = failure(model);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CALLED);
        assertThat(failure.retryAfter()).isEqualTo(Settings.BREAKER.openFor());
    }

    @Test
    void callsFromBeforeAnOutageAreNoProbes() {
        var wide = new Gate(Settings.with(Settings.LIMIT), 16, time);
        var slow = permits(wide, Settings.BREAKER.probes());
        permits(wide, Settings.BREAKER.calls() / 2)
                .forEach(permit -> permit.end(Signal.UNAVAILABLE, null));
        assertThat(wide.state()).isEqualTo(Availability.State.OPEN);
        time.advance(Settings.BREAKER.openFor().plusMillis(1));
        var probes = permits(wide, Settings.BREAKER.probes());

        slow.forEach(permit -> permit.end(Signal.TIMED_OUT, null));
        assertThat(wide.state()).isEqualTo(Availability.State.HALF_OPEN);

        probes.forEach(permit -> permit.end(Signal.ANSWERED, null));
        assertThat(wide.state()).isEqualTo(Availability.State.CLOSED);
        assertThat(wide.inUse()).isZero();
    }

    private static List<Gate.Permit> permits(Gate gate, int number) {
        return IntStream.range(0, number).mapToObj(_ -> (Gate.Permit) gate.ask().join()).toList();
    }

    @Test
    void retryAfterHoldsCallersBackUntilItIsOverAndNoLongerThanTheBound() throws Exception {
        var model = guarded(_ -> started.size() == 1 ? fail(Kind.RATE_LIMITED, "PT1H") : ANSWER);
        assertThat(failure(model).retryAfter()).isEqualTo(Duration.ofHours(1));
        var next = call(model, "next");
        until(() -> gate.waiting() == 1);

        time.advance(Settings.REST.longest().minusNanos(1));
        assertThat(gate.waiting()).isEqualTo(1);
        time.advance(Duration.ofNanos(1));

        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo(ANSWER);
    }

    @Test
    void streamIsHeldBackLikeAnyCall() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        var held = gate.ask();
        var model = guarded(_ -> ANSWER);
        var stream = threads.submit(() -> model.stream(request("x"), seen::add));
        until(() -> gate.waiting() == 1);
        assertThat(seen).isEmpty();

        ((Gate.Permit) held.join()).end(Signal.NONE, null);

        assertThat(stream.get(5, TimeUnit.SECONDS)).isEqualTo(ANSWER);
        assertThat(seen).containsExactly("Yes.");
    }

    private GuardedModel guarded(Behaviour behaviour) {
        return new GuardedModel(new Fake(behaviour, started), gate, metrics);
    }

    private Future<ModelAnswer> call(LanguageModel model, String id) {
        return threads.submit(() -> model.generate(request(id)));
    }

    private ModelAnswer answerWhenTold(ModelRequest request) throws InterruptedException {
        answers.acquire();
        return ANSWER;
    }

    private static ModelAnswer fail(Kind kind, @Nullable String wait) throws ModelException {
        throw new ModelException(
                kind, "scripted", wait == null ? null : Duration.parse(wait), null);
    }

    private static ModelException failure(LanguageModel model) {
        return catchThrowableOfType(
                ModelException.class, () -> model.generate(request("expected to fail")));
    }

    private double outcomes(String outcome) {
        return meters.get("parley.model.calls").tag("outcome", outcome).counter().count();
    }

    /** Waits until one call has begun and so many callers wait. */
    private void await(int waiting) {
        until(() -> gate.inUse() == 1 && !started.isEmpty() && gate.waiting() == waiting);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.yield();
        }
    }

    private static ModelRequest request(String id) {
        return new ModelRequest(id, "", List.of(new ModelMessage.User("Why?")));
    }

    @FunctionalInterface
    private interface Behaviour {
        ModelAnswer answer(ModelRequest request) throws ModelException, InterruptedException;
    }

    private record Fake(Behaviour behaviour, List<String> started) implements LanguageModel {
        @Override
        public ModelAnswer generate(ModelRequest request)
                throws ModelException, InterruptedException {
            started.add(request.requestId());
            return behaviour.answer(request);
        }

        @Override
        public ModelAnswer stream(ModelRequest request, TextPreview preview)
                throws ModelException, InterruptedException {
            var answer = generate(request);
            preview.text(answer.text());
            return answer;
        }
    }
}
