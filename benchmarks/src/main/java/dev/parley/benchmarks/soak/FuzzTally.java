package dev.parley.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How hostile requests were answered. Thread-safe. */
final class FuzzTally {
    private static final int TOO_MANY = 429;
    private static final int ACCEPTED = 202;

    private final long seed;
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    FuzzTally(long seed) {
        this.seed = seed;
    }

    void add(HostileRequest request, RawAnswer answer) {
        statuses.computeIfAbsent(answer.status(), _ -> new LongAdder()).increment();
        if (answer.isFailure()) {
            failures.add(
                    "%s --seed %d --only %d  %s"
                            .formatted(
                                    RawAnswer.label(answer.status()),
                                    seed,
                                    request.index(),
                                    request.line()));
        }
    }

    /** Each answer that must not be, with what sends the request again. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    long sent() {
        return statuses.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Messages and requests for titles that were taken. */
    long accepted() {
        return count(ACCEPTED);
    }

    private long count(int status) {
        var counted = statuses.get(status);
        return counted == null ? 0 : counted.sum();
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "hostile requests  sent=%d accepted=%d over_budget=%.1f%% failures=%d",
                        sent(),
                        accepted(),
                        sent() == 0 ? 0 : 100.0 * count(TOO_MANY) / sent(),
                        failures.size()));
        lines.add("  by status  " + byStatus());
        failures.forEach(failure -> lines.add("  FAILED " + failure));
        return lines;
    }

    private String byStatus() {
        return new TreeMap<>(statuses)
                .entrySet().stream()
                        .map(status ->
                                RawAnswer.label(status.getKey()) + "=" + status.getValue().sum())
                        .collect(Collectors.joining(" "));
    }
}
