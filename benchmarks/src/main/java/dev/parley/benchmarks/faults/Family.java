package dev.parley.benchmarks.faults;

import dev.parley.standalone.services.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of faults, one for each process and each thing that the processes depend on. */
enum Family {
    KILL_EDGE("kill -9 of the edge", kill(Service.INGEST)),
    KILL_PLANNER("kill -9 of one planner of two", kill(Service.PLANNER)),
    KILL_EXECUTOR("kill -9 of one executor of two", kill(Service.EXECUTOR)),
    KILL_POST_PROCESSOR("kill -9 of one post-processor of two", kill(Service.POST_PROCESSOR)),
    KILL_ALL("kill -9 of every process at once", ProcessFaults::killAll),
    PAUSE_PLANNER("a planner stopped past its group's session", pause(Service.PLANNER)),
    PAUSE_EXECUTOR("an executor stopped past its lease", pause(Service.EXECUTOR)),
    REDIS_FLUSHED("Redis flushed five times a second for 10 s", DependencyFaults::flushRedis),
    REDIS_STOPPED("Redis stopped for 10 s", DependencyFaults::stopRedis),
    REDIS_SLOW(
            "Redis answers 90 ms later for 15 s", stage -> DependencyFaults.slowRedis(stage, 90)),
    REDIS_HANGING(
            "Redis answers 2 s later for 15 s", stage -> DependencyFaults.slowRedis(stage, 2_000)),
    BROKER_RESTARTED(
            "the broker stopped and started again after 5 s", DependencyFaults::restartBroker),
    DATABASE_STOPPED(
            "the database killed, started again after 10 s", DependencyFaults::stopDatabase),
    MODEL_FAILING("a third of the model's calls fail, in every way", DependencyFaults::failModel),
    MODEL_AWAY("the model refuses every call for 15 s", DependencyFaults::refuseModel),
    POISON("records nobody can read on every topic", Poison::pour),
    CLOCK_AHEAD(
            "one worker of each kind a day ahead for 10 s",
            stage -> Clocks.shift(stage, Duration.ofDays(1))),
    CLOCK_BEHIND(
            "one worker of each kind an hour behind for 10 s",
            stage -> Clocks.shift(stage, Duration.ofHours(-1)));

    private final String description;
    private final Fault fault;

    Family(String description, Fault fault) {
        this.description = description;
        this.fault = fault;
    }

    String description() {
        return description;
    }

    Fault fault() {
        return fault;
    }

    /** Tells whether it shifts clocks, which needs the shim in every process from its start. */
    boolean shiftsClocks() {
        return this == CLOCK_AHEAD || this == CLOCK_BEHIND;
    }

    /** Its name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The family of the name, if there is one. */
    static Optional<Family> of(String label) {
        return Arrays.stream(values()).filter(family -> family.label().equals(label)).findFirst();
    }

    /** All names, in the order in which they run. */
    static List<String> labels() {
        return Arrays.stream(values()).map(Family::label).toList();
    }

    private static Fault kill(Service service) {
        return stage -> ProcessFaults.kill(stage, service);
    }

    private static Fault pause(Service service) {
        return stage -> ProcessFaults.pause(stage, service);
    }
}
