package dev.parley.model.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate before a deployment under stress, in virtual time: the same figures on every machine.
 */
class GateSimulationTest {
    private static final Logger LOG = LoggerFactory.getLogger(GateSimulationTest.class);
    private static final Duration LATENCY = Duration.ofSeconds(2);
    private static final int CAPACITY = 40;
    private static final int CALLERS = 400;

    private final VirtualTime time = new VirtualTime();
    private final Gate gate = new Gate(Settings.with(Settings.LIMIT), 16, time);

    @Test
    void limitFindsTheCapacityAndFollowsItBothWays() {
        var deployment = new FakeDeployment(time, CAPACITY, LATENCY, null);
        new Callers(time, deployment, gate).start(CALLERS);

        var found = settled(deployment, CAPACITY);
        deployment.setCapacity(CAPACITY / 4);
        var less = settled(deployment, CAPACITY / 4);
        deployment.setCapacity(CAPACITY);
        var again = settled(deployment, CAPACITY);

        assertThat(List.of(found, less, again))
                .allSatisfy(phase -> {
                    assertThat(phase.meanLimit())
                            .isBetween(0.8 * phase.capacity(), 1.05 * phase.capacity());
                    assertThat(phase.highestLimit()).isLessThanOrEqualTo(phase.capacity() + 1);
                    assertThat(phase.use()).as("share of what it can answer").isGreaterThan(0.85);
                    assertThat(phase.refusedShare()).isLessThan(0.04);
                });
    }

    @Test
    void withoutTheGateTheDeploymentSeesTheStorm() {
        var guarded = new FakeDeployment(time, CAPACITY, LATENCY, null);
        new Callers(time, guarded, gate).start(CALLERS);
        var alone = new FakeDeployment(time, CAPACITY, LATENCY, null);
        new Callers(time, alone, null).start(CALLERS);

        time.advance(Duration.ofMinutes(5));

        report("guarded", guarded);
        report("without", alone);
        assertThat(alone.mostAtOnce).isEqualTo(CALLERS);
        assertThat(alone.refused).isGreaterThan(10 * alone.answered);
        assertThat(guarded.mostAtOnce)
                .as("it is found by doubling")
                .isLessThanOrEqualTo(2 * CAPACITY);
        assertThat(guarded.refused).isLessThan(alone.refused / 100);
        assertThat(guarded.answered).isGreaterThan(alone.answered * 8 / 10);
    }

    @Test
    void noCallStartsWhileTheDeploymentWantsRest() {
        var rest = Duration.ofSeconds(20);
        var guarded = new FakeDeployment(time, CAPACITY, LATENCY, rest);
        new Callers(time, guarded, gate).start(CALLERS);
        var alone = new FakeDeployment(time, CAPACITY, LATENCY, rest);
        new Callers(time, alone, null).start(CALLERS);

        time.advance(Duration.ofMinutes(5));

        LOG.info(
                "calls during Retry-After: {} guarded, {} without",
                guarded.startedWhileResting,
                alone.startedWhileResting);
        report("guarded", guarded);
        assertThat(guarded.refused).as("it did ask for rest").isPositive();
        assertThat(guarded.startedWhileResting).isZero();
        assertThat(alone.startedWhileResting).isGreaterThan(CALLERS);
    }

    @Test
    void refusalsWithoutEndAreMetWithEverLongerRests() {
        var deployment = new FakeDeployment(time, 0, LATENCY, null);
        var callers = new Callers(time, deployment, gate);
        callers.start(CALLERS);

        time.advance(Duration.ofMinutes(10));

        LOG.info("{} calls in 10 minutes to a deployment that refuses all", deployment.calls);
        assertThat(deployment.calls).isLessThan(100);
        deployment.setCapacity(CAPACITY);
        time.advance(Settings.REST.longest().plus(LATENCY));
        assertThat(deployment.answered).as("it is found again").isPositive();
    }

    @Test
    void outageIsMetWithProbesAloneAndOverAsSoonAsTheySucceed() {
        var deployment = new FakeDeployment(time, CAPACITY, LATENCY, null);
        var callers = new Callers(time, deployment, gate);
        callers.start(CALLERS);
        time.advance(Duration.ofMinutes(2));

        deployment.setDown(true);
        time.advance(Duration.ofSeconds(5));
        assertThat(gate.state()).isEqualTo(Availability.State.OPEN);
        deployment.countAnew();
        time.advance(Duration.ofMinutes(2));
        LOG.info(
                "{} calls in 2 minutes of outage, {} told at once", deployment.calls, callers.away);
        assertThat(deployment.calls).as("probes, three each ten seconds").isBetween(20, 40);

        deployment.setDown(false);
        time.advance(Settings.BREAKER.openFor().plus(LATENCY.multipliedBy(2)));
        assertThat(gate.state()).isEqualTo(Availability.State.CLOSED);
        settled(deployment, CAPACITY);
    }

    @Test
    void nothingIsLeftBehindWhenAllIsOver() {
        var deployment = new FakeDeployment(time, CAPACITY, LATENCY, null);
        var callers = new Callers(time, deployment, gate);
        callers.start(CALLERS);
        time.advance(Duration.ofMinutes(1));

        callers.stop();
        time.advance(Duration.ofMinutes(10));

        assertThat(gate.inUse()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    /** Lets it settle for two minutes and looks at the two after them. */
    private Phase settled(FakeDeployment deployment, int capacity) {
        time.advance(Duration.ofMinutes(2));
        deployment.countAnew();
        var limits = new ArrayList<Integer>();
        for (int second = 0; second < 120; second++) {
            time.advance(Duration.ofSeconds(1));
            limits.add(gate.limit());
        }
        double possible = capacity * 120.0 / LATENCY.toSeconds();
        var phase =
                new Phase(
                        capacity,
                        limits.stream().mapToInt(limit -> limit).average().orElseThrow(),
                        limits.stream().mapToInt(limit -> limit).max().orElseThrow(),
                        deployment.answered / possible,
                        (double) deployment.refused / deployment.calls);
        LOG.info("{}", phase);
        return phase;
    }

    private static void report(String name, FakeDeployment deployment) {
        LOG.info(
                "{}: {} calls, {} answered, {} refused, {} at once at most",
                name,
                deployment.calls,
                deployment.answered,
                deployment.refused,
                deployment.mostAtOnce);
    }

    private record Phase(
            int capacity, double meanLimit, int highestLimit, double use, double refusedShare) {}
}
