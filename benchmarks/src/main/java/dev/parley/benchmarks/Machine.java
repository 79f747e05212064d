package dev.parley.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the numbers were measured on. */
record Machine(String line) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /**
     * @param data where the data are kept, for the kind of disk
     */
    static Machine here(Path data, String collectors) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        FileStore disk = Files.getFileStore(data);
        return new Machine(
                Text.of(
                        "%d cores (%s), %s %s, load average %.1f; Java %s, heap limit %d MiB, %s; data on %s",
                        system.getAvailableProcessors(),
                        processor(),
                        system.getName(),
                        system.getVersion(),
                        system.getSystemLoadAverage(),
                        Runtime.version(),
                        Usage.heapLimit() >> 20,
                        collectors,
                        disk.type()));
    }

    private static String processor() {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch", "unknown");
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch", "unknown"));
        } catch (IOException e) {
            return System.getProperty("os.arch", "unknown");
        }
    }
}
