package dev.parley.embedded;

import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said when Kafka ends the JVM, which it does without a word to its operator when its disk
 * is full or broken.
 */
final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
    private static final long MEGABYTE = 1024 * 1024;

    private LastWords() {}

    /** From now on; of several brokers in one JVM the newest speaks. */
    static void of(Path directory) {
        Exit.setHaltProcedure((code, _) -> {
            try {
                LOG.error(sentence(directory));
                // Ours, such as Redis: with this JVM goes what would stop them.
                ProcessHandle.current().children().forEach(ProcessHandle::destroy);
            } finally {
                Runtime.getRuntime().halt(code);
            }
        });
    }

    private static String sentence(Path directory) {
        return "Kafka cannot go on with its data in %s (%d MB are free there) and has ended this process; nothing that was accepted is lost: make room and start again"
                .formatted(directory, directory.toFile().getUsableSpace() / MEGABYTE);
    }
}
