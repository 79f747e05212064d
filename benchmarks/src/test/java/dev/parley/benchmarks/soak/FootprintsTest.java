package dev.parley.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FootprintsTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void firstAndLastThirdStandSideBySide() {
        var footprints = new Footprints();
        for (int sample = 0; sample < 3; sample++) {
            footprints.add(Part.FIRST, footprint(100 + sample, 60 + sample));
            footprints.add(Part.MIDDLE, footprint(500, 900));
            footprints.add(Part.LAST, footprint(150 + sample, 60 + sample));
        }

        assertThat(footprints.table())
                .extracting(line -> line.strip().replaceAll(" {2,}", "|"))
                .contains(
                        "held, least and median of 3 samples|first third|last third|median",
                        "heap after a collection, MiB|100.0|101.0|150.0|151.0|+49.5%",
                        "platform threads|60|61|60|61|+0.0%",
                        "temporary files|0|0|0|0",
                        "resident memory of Redis, MiB|unknown|unknown|unknown|unknown");
    }

    private static Footprint footprint(long heapMebibytes, long threads) {
        return new Footprint(
                heapMebibytes * MEBIBYTE, threads, 300, 0, 0, 700 * MEBIBYTE, Footprint.UNKNOWN);
    }
}
