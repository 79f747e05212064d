package dev.parley.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Asks another JVM on this machine what it holds on to, by the management beans that every JVM has.
 * Not thread-safe.
 */
final class Vitals implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final long KIBIBYTE = 1024;

    private final UpProcess up;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final UnixOperatingSystemMXBean system;
    private final List<MemoryPoolMXBean> heapPools;

    private Vitals(UpProcess up, JMXConnector connector) throws IOException {
        this.up = up;
        this.connector = connector;
        var beans = connector.getMBeanServerConnection();
        this.memory = ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class);
        this.threads = ManagementFactory.getPlatformMXBean(beans, ThreadMXBean.class);
        this.system = ManagementFactory.getPlatformMXBean(beans, UnixOperatingSystemMXBean.class);
        this.heapPools =
                ManagementFactory.getPlatformMXBeans(beans, MemoryPoolMXBean.class).stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
    }

    /** Begins to watch it. The two threads that answer us are there from here on. */
    @SuppressWarnings("BanJNDI") // of a JVM that we started ourselves
    static Vitals of(UpProcess up) throws IOException {
        return new Vitals(up, JMXConnectorFactory.connect(new JMXServiceURL(agent(up))));
    }

    private static String agent(UpProcess up) throws IOException {
        try {
            var machine = VirtualMachine.attach(String.valueOf(up.handle().pid()));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to the JVM of up", e);
        }
    }

    /** Collects garbage, which stops the process for a moment, and looks at what is left. */
    Footprint sample() throws IOException {
        memory.gc();
        long heap = heapPools.stream().mapToLong(Vitals::afterCollection).sum();
        long count = 0;
        long bytes = 0;
        for (var file : files(up.temporaryFiles())) {
            count++;
            bytes += size(file);
        }
        return new Footprint(
                heap,
                threads.getThreadCount(),
                system.getOpenFileDescriptorCount(),
                count,
                bytes,
                resident(up.handle()),
                up.children().stream().mapToLong(Vitals::resident).sum());
    }

    private static long afterCollection(MemoryPoolMXBean pool) {
        var usage = pool.getCollectionUsage();
        return usage == null ? 0 : usage.getUsed();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).toList();
        } catch (UncheckedIOException e) {
            return List.of(); // one went while we looked
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static long resident(ProcessHandle process) {
        try {
            var status =
                    Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
            var found = RESIDENT.matcher(status);
            return found.find() ? Long.parseLong(found.group(1)) * KIBIBYTE : Footprint.UNKNOWN;
        } catch (IOException e) {
            return Footprint.UNKNOWN; // no Linux, or the process has ended
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
