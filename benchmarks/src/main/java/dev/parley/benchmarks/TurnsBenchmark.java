package dev.parley.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Runs the phases one after the other and tells what they came to. */
final class TurnsBenchmark {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration FLOOR_WARM_UP = Duration.ofSeconds(3);

    private final TurnsSettings settings;
    private final Path data;
    private final Report report;
    private final List<LoadResult> pipelineRounds = new ArrayList<>();
    private final List<LoadResult> floorRounds = new ArrayList<>();

    TurnsBenchmark(TurnsSettings settings, Path data, PrintStream out) {
        this.settings = settings;
        this.data = data;
        this.report = new Report(out, settings);
    }

    /** Starts Parley, measures, stops it. */
    void run() throws Exception {
        try (var pipeline = new Pipeline(settings, data);
                var usage = new Usage(pipeline.redisPid())) {
            report.begin(Machine.here(data, usage.collectors()), pipeline.describe());
            report.warmedUp(closedLoop(pipeline, usage, "warm", settings.warmUp()));
            measureThroughput(pipeline, usage);
            var paced = paced(pipeline, usage);
            boolean idle = pipeline.traffic().awaitIdle(DRAIN);
            report.end(
                    joined(pipelineRounds),
                    joined(floorRounds),
                    paced,
                    pipeline.audit(),
                    idle,
                    usage);
        }
    }

    /** Pipeline and floor in turns, so that a busy machine is unfair to neither. */
    private void measureThroughput(Pipeline pipeline, Usage usage) throws Exception {
        try (var floor = pipeline.floor()) {
            floorLoop(floor, usage, FLOOR_WARM_UP);
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            var before = pipeline.traffic().records();
            var measured = closedLoop(pipeline, usage, "round" + round, settings.round());
            long behind = pipeline.traffic().behind();
            pipeline.traffic().awaitIdle(DRAIN);
            report.traffic(before, pipeline.traffic().records());
            pipelineRounds.add(measured);
            report.round(
                    "pipeline", round, measured, Text.of("%d records behind at its end", behind));
            try (var floor = pipeline.floor()) {
                var without = floorLoop(floor, usage, settings.round());
                floorRounds.add(without);
                report.round("floor", round, without, "");
            }
        }
    }

    private LoadResult closedLoop(Pipeline pipeline, Usage usage, String name, Duration measured)
            throws InterruptedException {
        var customers = pipeline.customers(name, settings.concurrency());
        try {
            return new ClosedLoop(customers, usage).run(measured);
        } finally {
            customers.forEach(LoadClient::close);
        }
    }

    private LoadResult floorLoop(Floor floor, Usage usage, Duration measured)
            throws InterruptedException {
        return new ClosedLoop(floor.clients(settings.concurrency()), usage).run(measured);
    }

    /** Two seconds pass until a conversation has its next turn. */
    private LoadResult paced(Pipeline pipeline, Usage usage)
            throws InterruptedException, ExecutionException {
        var customers = pipeline.customers("paced", 2 * settings.rate());
        try {
            return new PacedLoad(customers, settings.rate(), usage).run(settings.measured());
        } finally {
            customers.forEach(LoadClient::close);
        }
    }

    private static LoadResult joined(List<LoadResult> rounds) {
        return rounds.stream().reduce(LoadResult::and).orElseThrow();
    }
}
