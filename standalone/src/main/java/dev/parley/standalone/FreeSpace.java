package dev.parley.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * How much more the data directory can hold. Kafka ends the whole JVM at its first write that
 * fails, so messages are refused a good while before. Thread-safe.
 */
final class FreeSpace {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long MOST_KEPT = 200 * MEGABYTE;
    private static final int SHARE_KEPT = 10;

    /** What an empty installation takes. */
    private static final long FIRST_START = 80 * MEGABYTE;

    private final Path directory;
    private final long floor;
    private volatile LongSupplier usable;

    private FreeSpace(Path directory, long floor, LongSupplier usable) {
        this.directory = directory;
        this.floor = floor;
        this.usable = usable;
    }

    /** Of a directory that is there; kept free are 200 MB, or a tenth of a small disk. */
    static FreeSpace of(Path directory) {
        try {
            var disk = Files.getFileStore(directory);
            return new FreeSpace(
                    directory,
                    Math.min(MOST_KEPT, disk.getTotalSpace() / SHARE_KEPT),
                    () -> usable(directory));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** Measures in another way, for tests. */
    void measureBy(LongSupplier source) {
        usable = source;
    }

    /**
     * Refuses a start that would end in Kafka's stack traces.
     *
     * @throws CommandException when there is too little
     */
    void requireForStart() {
        var needed =
                Files.exists(directory.resolve("kafka")) ? floor : Math.max(floor, FIRST_START);
        var free = usable.getAsLong();
        if (free < needed) {
            throw new CommandException(
                    "the data directory %s needs about %d MB of free space and has %d; make room or choose another with --data"
                            .formatted(directory, megabytes(needed), free / MEGABYTE));
        }
    }

    boolean isLow() {
        return usable.getAsLong() < floor;
    }

    /** What there is and what is needed, for people. */
    String describe() {
        return "the data directory has %d MB of free space, %d are needed"
                .formatted(usable.getAsLong() / MEGABYTE, megabytes(floor));
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, MEGABYTE);
    }

    private static long usable(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static CommandException unreadable(Path directory, IOException e) {
        return new CommandException(
                "cannot tell how much space %s has: %s".formatted(directory, e.getMessage()), e);
    }
}
