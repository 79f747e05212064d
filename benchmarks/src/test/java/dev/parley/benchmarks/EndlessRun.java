package dev.parley.benchmarks;

import java.util.concurrent.CountDownLatch;

/** A run that starts processes, names them and goes on until somebody ends it. */
final class EndlessRun {
    static final int PROCESSES = 3;
    static final String STARTED = "started";

    private EndlessRun() {}

    public static void main(String[] arguments) throws Exception {
        var parts = new Parts();
        for (int i = 0; i < PROCESSES; i++) {
            var process = new ProcessBuilder("sleep", "600").start();
            parts.open((AutoCloseable) () -> process.destroyForcibly().waitFor());
            System.out.println(process.pid());
        }
        System.out.println(STARTED);
        new CountDownLatch(1).await();
    }
}
