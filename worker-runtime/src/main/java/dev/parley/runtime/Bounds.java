package dev.parley.runtime;

/**
 * How much a worker takes at once.
 *
 * @param inFlight handlers running at once
 * @param buffered records read and not complete, waiting ones included, over all partitions; at
 *     least 2
 * @param bufferedBytes keys, values and headers of those together, as they came; exceeded by one
 *     read at most
 * @param span records of one partition from its oldest incomplete to its newest read one: what at
 *     most is read again after a crash; at least 2
 */
public record Bounds(int inFlight, int buffered, long bufferedBytes, int span) {

    /** Of the heap, for the records of one worker. */
    private static final int SHARE = 10;

    public Bounds {
        ProcessorSettings.require(inFlight > 0, "inFlight is not positive: " + inFlight);
        ProcessorSettings.require(buffered > 1, "buffered is less than 2: " + buffered);
        ProcessorSettings.require(
                bufferedBytes > 0, "bufferedBytes is not positive: " + bufferedBytes);
        ProcessorSettings.require(span > 1, "span is less than 2: " + span);
    }

    /** What suits handlers which wait on stores and models. */
    static Bounds standard() {
        return new Bounds(256, 4096, shareOfTheHeap(), 20_000);
    }

    /** A tenth of the heap, in bytes. */
    public static long shareOfTheHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }

    Bounds withInFlight(int records) {
        return new Bounds(records, buffered, bufferedBytes, span);
    }

    Bounds withBuffered(int records) {
        return new Bounds(inFlight, records, bufferedBytes, span);
    }

    Bounds withBufferedBytes(long bytes) {
        return new Bounds(inFlight, buffered, bytes, span);
    }

    Bounds withSpan(int records) {
        return new Bounds(inFlight, buffered, bufferedBytes, records);
    }
}
