package dev.parley.benchmarks;

import dev.parley.schemas.Topic;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Tells what was measured, as text for people. */
final class Report {
    private static final long MEBIBYTE = 1 << 20;

    private final PrintStream out;
    private final TurnsSettings settings;
    private String traffic = "";

    Report(PrintStream out, TurnsSettings settings) {
        this.out = out;
        this.settings = settings;
    }

    void begin(Machine machine, String pipeline) {
        out.println("machine    " + machine.line());
        out.printf(
                "settings   offline model 0 ms; %d conversations at once in %d organizations, %d turns each; %s%n",
                settings.concurrency(), settings.organizations(), settings.turnsEach(), pipeline);
    }

    void warmedUp(LoadResult warm) {
        out.printf(
                "warm-up    %s turns in %.0f s%n%n",
                Text.whole(warm.turns()), warm.seconds() + 0.5);
        out.println(
                "closed loop: each conversation sends its next message when it has seen the reply");
    }

    /** Remembers how many records the last round took. */
    void traffic(Map<Topic, Long> before, Map<Topic, Long> after) {
        long turns = difference(Topic.REPLIES, before, after);
        var line = new StringBuilder();
        for (var topic : Traffic.TOPICS) {
            double each = turns == 0 ? 0 : (double) difference(topic, before, after) / turns;
            line.append(Text.of("  %s %.2f", topic.baseName(), each));
        }
        traffic = line.toString();
    }

    void round(String what, int round, LoadResult result, String remark) {
        out.println(
                Text.of(
                        "  %-9s %d  %7s turns/s   %5.2f ms CPU a turn, %.2f processors busy%s",
                        what,
                        round,
                        Text.whole(result.turnsPerSecond()),
                        result.cpuMillisPerTurn(),
                        result.processorsBusy(),
                        remark.isEmpty() ? "" : ", " + remark));
        tellErrors(result);
    }

    void end(
            LoadResult pipeline,
            LoadResult floor,
            LoadResult paced,
            Audit audit,
            boolean idle,
            Usage usage) {
        closedLoop(pipeline, floor);
        paced(paced);
        out.println();
        out.println(
                Text.of(
                        "heap       peak %d MiB with garbage, %d MiB after a collection, limit %d MiB; %.1f s collecting",
                        usage.heapPeak() / MEBIBYTE,
                        usage.livePeak() / MEBIBYTE,
                        Usage.heapLimit() / MEBIBYTE,
                        usage.collectionMillis() / 1e3));
        out.println(
                Text.of(
                        "checks     accepted=%d answered=%d lost=%d duplicates=%d errors=%d%s",
                        audit.accepted(),
                        audit.answered(),
                        audit.lost(),
                        audit.duplicates(),
                        pipeline.errors() + floor.errors() + paced.errors(),
                        idle ? "" : " (the workers were not done after 20 s)"));
        out.println();
        out.println("targets");
        targets(pipeline, floor, paced, usage).forEach(target -> out.println("  " + target.line()));
        out.flush();
    }

    private void closedLoop(LoadResult pipeline, LoadResult floor) {
        out.println();
        out.println(
                Text.of(
                        "  together    pipeline %s turns/s, floor %s turns/s, ratio %.2f",
                        Text.whole(pipeline.turnsPerSecond()),
                        Text.whole(floor.turnsPerSecond()),
                        Ratio.of(pipeline.turnsPerSecond(), floor.turnsPerSecond())));
        out.println("  POST -> 202                 " + pipeline.accepted());
        out.println("  202 -> committedAt          " + pipeline.committed());
        out.println("  202 -> reply seen           " + pipeline.seen());
        out.println("  floor, acknowledged -> seen " + floor.seen());
        out.println(
                Text.of(
                        "  CPU a turn  pipeline %.2f ms, floor %.2f ms, floor / pipeline %.2f: this JVM with broker and load generator, and Redis",
                        pipeline.cpuMillisPerTurn(),
                        floor.cpuMillisPerTurn(),
                        Ratio.of(floor.cpuMillisPerTurn(), pipeline.cpuMillisPerTurn())));
        out.println("  records a turn (last round)" + traffic);
    }

    private void paced(LoadResult paced) {
        out.println();
        out.println(
                Text.of(
                        "paced: %d turns a second, whatever becomes of them, for %.0f s (%.1f a second answered, %.2f processors busy)",
                        settings.rate(),
                        paced.seconds(),
                        paced.turnsPerSecond(),
                        paced.processorsBusy()));
        out.println("  202 -> committedAt          " + paced.committed());
        out.println("  202 -> reply seen           " + paced.seen());
        out.println("  intended send -> reply seen " + paced.intended());
        tellErrors(paced);
    }

    private List<Target> targets(
            LoadResult pipeline, LoadResult floor, LoadResult paced, Usage usage) {
        var at = " at " + settings.rate() + " turns/s, ms";
        return List.of(
                Target.atLeast(
                        "pipeline / floor",
                        Ratio.of(pipeline.turnsPerSecond(), floor.turnsPerSecond()),
                        0.7),
                Target.atLeast("turns/s", pipeline.turnsPerSecond(), 1_000),
                Target.atMost("overhead p50" + at, paced.committed().millis(50), 30),
                Target.atMost("overhead p99" + at, paced.committed().millis(99), 100),
                Target.atMost(
                        "heap in use at its peak, MiB", (double) usage.heapPeak() / MEBIBYTE, 512));
    }

    private void tellErrors(LoadResult result) {
        if (result.errors() > 0) {
            out.println(
                    Text.of("    %d errors, the first: %s", result.errors(), result.firstError()));
        }
    }

    private static long difference(Topic topic, Map<Topic, Long> before, Map<Topic, Long> after) {
        return after.getOrDefault(topic, 0L) - before.getOrDefault(topic, 0L);
    }
}
