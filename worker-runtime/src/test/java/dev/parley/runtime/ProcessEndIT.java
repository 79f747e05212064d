package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessEndIT {

    @Test
    void brokenPartEndsTheJvmWithTheHooksRun() throws Exception {
        assertThat(exitCode("broken")).isEqualTo(JvmEnd.BROKEN);
    }

    @Test
    void hookThatHangsDoesNotKeepItAlive() throws Exception {
        assertThat(exitCode("hanging")).isEqualTo(JvmEnd.BROKEN);
    }

    @Test
    void jvmOutOfMemoryIsHaltedAtOnce() throws Exception {
        assertThat(exitCode("memory")).isEqualTo(JvmEnd.OUT_OF_MEMORY);
    }

    private static int exitCode(String how) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jvm =
                new ProcessBuilder(
                                java,
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Ending.class.getName(),
                                how)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(jvm.waitFor(40, TimeUnit.SECONDS)).as("it ends").isTrue();
            return jvm.exitValue();
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Would live for ever if nobody ended it. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] arguments) throws InterruptedException {
            var forever = new CountDownLatch(1);
            if (!arguments[0].equals("broken")) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(forever)));
            }
            var why =
                    arguments[0].equals("memory")
                            ? new IllegalStateException(new OutOfMemoryError("no heap"))
                            : new IllegalStateException("reading broke");
            new JvmEnd(Duration.ofMillis(300)).end("a part", why);
            forever.await();
        }

        private static void waitFor(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
