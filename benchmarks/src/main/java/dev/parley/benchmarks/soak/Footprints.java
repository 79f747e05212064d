package dev.parley.benchmarks.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a process held on to over time, the first and the last third side by side. */
final class Footprints {
    private static final double MEBIBYTE = 1 << 20;

    private final Map<Part, List<Footprint>> samples = new EnumMap<>(Part.class);

    void add(Part part, Footprint footprint) {
        samples.computeIfAbsent(part, _ -> new ArrayList<>()).add(footprint);
    }

    int count(Part part) {
        return of(part).size();
    }

    /** A line for each thing: the least and the median of each of the two thirds. */
    List<String> table() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%-42s %12s %12s %12s %12s %8s",
                        "held, least and median of %d samples"
                                .formatted(Math.min(count(Part.FIRST), count(Part.LAST))),
                        "first third",
                        "",
                        "last third",
                        "",
                        "median"),
                row("heap after a collection, MiB", Footprint::heap, MEBIBYTE),
                row("platform threads", Footprint::threads, 1),
                row("open file descriptors", Footprint::files, 1),
                row("temporary files", Footprint::temporaryFiles, 1),
                row("temporary files, MiB", Footprint::temporaryBytes, MEBIBYTE),
                row("resident memory, MiB", Footprint::resident, MEBIBYTE),
                row("resident memory of Redis, MiB", Footprint::redisResident, MEBIBYTE));
    }

    private String row(String what, ToLongFunction<Footprint> figure, double unit) {
        var first = sorted(Part.FIRST, figure);
        var last = sorted(Part.LAST, figure);
        return String.format(
                Locale.ROOT,
                "  %-40s %12s %12s %12s %12s %8s",
                what,
                number(least(first), unit),
                number(median(first), unit),
                number(least(last), unit),
                number(median(last), unit),
                growth(median(first), median(last)));
    }

    private static String growth(long first, long last) {
        return first <= 0 || last < 0
                ? ""
                : String.format(Locale.ROOT, "%+.1f%%", 100.0 * (last - first) / first);
    }

    private static String number(long value, double unit) {
        if (value == Footprint.UNKNOWN) {
            return "unknown";
        }
        return unit == 1
                ? String.format(Locale.ROOT, "%,d", value)
                : String.format(Locale.ROOT, "%,.1f", value / unit);
    }

    private long[] sorted(Part part, ToLongFunction<Footprint> figure) {
        return of(part).stream().mapToLong(figure).sorted().toArray();
    }

    private List<Footprint> of(Part part) {
        return samples.getOrDefault(part, List.of());
    }

    private static long least(long[] sorted) {
        return sorted.length == 0 ? Footprint.UNKNOWN : sorted[0];
    }

    private static long median(long[] sorted) {
        return sorted.length == 0 ? Footprint.UNKNOWN : sorted[(sorted.length - 1) / 2];
    }
}
