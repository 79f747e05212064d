package dev.parley.runtime;

import dev.parley.schemas.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A worker in a JVM of its own, to be killed: writes the number of each record it has handled as a
 * line to a file. Ends when its input does.
 */
final class WorkerMain {

    private WorkerMain() {}

    /**
     * Arguments: bootstrap servers, topic prefix, file, and whether to complete before handling.
     */
    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[2]);
        boolean completeFirst = Boolean.parseBoolean(arguments[3]);
        try (var lane = Lane.join(arguments[0], arguments[1], KillAndRestartIT.PARTITIONS);
                var log =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                var background = Executors.newFixedThreadPool(32)) {
            RecordHandler honest =
                    record -> {
                        TimeUnit.MILLISECONDS.sleep(20);
                        write(log, Lane.number(record));
                        return Outcome.done();
                    };
            RecordHandler early =
                    record -> {
                        var _ = background.submit(() -> honest.handle(record));
                        return Outcome.done();
                    };
            var settings = lane.settings(Topic.WAKEUPS).withMaxInFlight(32);
            try (var processor = lane.processor(settings, completeFirst ? early : honest)) {
                processor.start();
                System.in.transferTo(System.err);
            }
        }
    }

    /** One write of one line: a kill leaves whole lines. */
    private static void write(FileChannel log, int number) throws IOException {
        log.write(ByteBuffer.wrap(Lane.bytes(number + "\n")));
    }
}
