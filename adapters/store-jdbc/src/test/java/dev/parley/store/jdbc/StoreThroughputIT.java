package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints how many steps a second the store takes; only what it answered is asserted. */
class StoreThroughputIT {
    private static final int CALLERS = 64;
    private static final int TURNS = 150;
    private static final int ALONE = 1_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void manyConversationsAreAnsweredAtOnceInSqlite(Durability durability)
            throws InterruptedException, ExecutionException {
        var settings = Settings.of(directory, durability);
        try (var store = JdbcConversationStore.sqlite(settings, InstantSource.system())) {
            measure(store, "sqlite", durability);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void manyConversationsAreAnsweredAtOnceInPostgres(Durability durability)
            throws InterruptedException, ExecutionException {
        try (var database = PostgresDatabase.create()) {
            var settings = Settings.of(database.url(), durability);
            try (var store = JdbcConversationStore.postgresql(settings, StoreClock.ofDatabase())) {
                measure(store, "postgresql", durability);
            }
        }
    }

    /** Under load, and one step at a time, which shows what a commit waits for. */
    private static void measure(JdbcConversationStore store, String kind, Durability durability)
            throws InterruptedException, ExecutionException {
        answer(store, "warm-up", TURNS);
        var started = System.nanoTime();
        var cpuBefore = cpu();
        answer(store, "measured", TURNS);
        var took = Duration.ofNanos(System.nanoTime() - started);
        var cpu = cpu().minus(cpuBefore);

        long steps = 4L * CALLERS * TURNS;
        System.out.printf(
                "store throughput: %s durability=%s callers=%d steps=%d steps_per_s=%.0f us_per_step=%.1f cpu_us_per_step=%.1f%n",
                kind,
                durability,
                CALLERS,
                steps,
                steps * 1e9 / took.toNanos(),
                took.toNanos() / 1e3 / steps,
                cpu.toNanos() / 1e3 / steps);
        printLatency(store, kind, durability);

        var any = new ConversationId("acme", "measured-7-0");
        assertThat(store.replies(any, 0, 10)).hasSize(3);
        Invariants.check(store, any);
    }

    private static void printLatency(
            JdbcConversationStore store, String kind, Durability durability) {
        var nanos = new long[ALONE];
        for (int i = 0; i < ALONE; i++) {
            var step = Samples.append(new ConversationId("acme", "alone-" + i), "alone-" + i);
            var started = System.nanoTime();
            store.apply(step);
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "store latency: %s durability=%s callers=1 steps=%d p50_us=%d p99_us=%d%n",
                kind, durability, ALONE, nanos[ALONE / 2] / 1000, nanos[ALONE * 99 / 100] / 1000);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    /** Each caller answers turns of its own conversations, three turns in each. */
    private static void answer(JdbcConversationStore store, String name, int turns)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                futures.add(
                        executor.submit(() -> {
                            for (int turn = 0; turn < turns; turn++) {
                                answerOne(store, name + "-" + caller, turn);
                            }
                        }));
            }
            for (var future : futures) {
                future.get();
            }
        }
    }

    private static void answerOne(JdbcConversationStore store, String name, int turn) {
        var id = new ConversationId("acme", name + "-" + turn / 3);
        store.apply(Samples.append(id, name + "-m" + turn));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.wakeup(id));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        var outcome = store.apply(Samples.commit(id, begun.turn().fence()));
        assertThat(outcome).isInstanceOf(Commit.Outcome.Committed.class);
    }
}
