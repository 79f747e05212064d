package dev.parley.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What this JVM and its Redis use of the machine. Samples the heap until it is closed. Thread-safe.
 */
final class Usage implements AutoCloseable {
    private static final long SAMPLE_MILLIS = 20;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final List<MemoryPoolMXBean> heapPools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getGarbageCollectorMXBeans();
    private final ProcessHandle redis;
    private final Thread sampler;
    private volatile boolean closed;
    private volatile long heapPeak;
    private volatile long livePeak;

    /**
     * @param redis the process id of the Redis that belongs to this JVM
     */
    Usage(long redis) {
        this.redis = ProcessHandle.of(redis).orElseThrow();
        this.sampler = Thread.ofPlatform().daemon().name("bench-heap").start(this::sample);
    }

    /** Processor time so far, of this JVM with all that runs in it and of Redis. */
    long cpuNanos() {
        return system.getProcessCpuTime()
                + redis.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** The most heap that was in use, garbage included, in bytes. */
    long heapPeak() {
        return heapPeak;
    }

    /** The most heap that was in use after a collection, in bytes. */
    long livePeak() {
        return livePeak;
    }

    static long heapLimit() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Milliseconds spent collecting garbage so far. */
    long collectionMillis() {
        return collectors.stream()
                .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                .sum();
    }

    String collectors() {
        return collectors.stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
    }

    private void sample() {
        var memory = ManagementFactory.getMemoryMXBean();
        while (!closed) {
            heapPeak = Math.max(heapPeak, memory.getHeapMemoryUsage().getUsed());
            livePeak = Math.max(livePeak, afterCollection());
            try {
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private long afterCollection() {
        long used = 0;
        for (var pool : heapPools) {
            var usage = pool.getCollectionUsage();
            used += usage == null ? 0 : usage.getUsed();
        }
        return used;
    }

    @Override
    public void close() {
        closed = true;
        sampler.interrupt();
    }
}
