package dev.parley.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exits, which lets the shutdown hooks run for a bounded time, or halts. */
final class JvmEnd implements ProcessEnd {

    static final JvmEnd THIS = new JvmEnd(Duration.ofSeconds(30));

    static final int BROKEN = 1;

    /** What the JVM's own ExitOnOutOfMemoryError exits with. */
    static final int OUT_OF_MEMORY = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);

    private final Duration limit;
    private final AtomicBoolean ending = new AtomicBoolean();

    JvmEnd(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void end(String what, Throwable why) {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        if (FatalErrors.in(why) != null) {
            halt(what, why);
        }
        LOG.error("{} is dead, this process ends with {}", what, BROKEN, why);
        start("parley-end", () -> System.exit(BROKEN));
        start("parley-end-limit", this::haltAfterLimit);
    }

    /** Nothing may be allocated that is not needed: hooks could hang or do half of their work. */
    private static void halt(String what, Throwable why) {
        try {
            LOG.error("{} met what no process survives, it ends with {}", what, OUT_OF_MEMORY, why);
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private void haltAfterLimit() {
        try {
            Thread.sleep(limit);
        } catch (InterruptedException _) {
            // then at once
        }
        Runtime.getRuntime().halt(BROKEN);
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
