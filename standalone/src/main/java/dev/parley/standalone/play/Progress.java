package dev.parley.standalone.play;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a run goes: a bar that moves on a terminal, plain lines every few seconds elsewhere.
 */
public final class Progress {
    private static final Duration TERMINAL = Duration.ofMillis(200);
    private static final Duration PLAIN = Duration.ofSeconds(5);
    private static final int WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final long begin = System.nanoTime();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread painter;

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Tells it on standard error. */
    public static Progress onStandardError() {
        return new Progress(System.err, isTerminal());
    }

    /** Tells it in plain lines. */
    public static Progress plain(PrintStream out) {
        return new Progress(out, false);
    }

    void start(Tally tally, int conversations) {
        painter = Thread.ofVirtual().name("progress").start(() -> paint(tally, conversations));
    }

    /** Leaves the last state on the screen. */
    void stop() throws InterruptedException {
        stop.countDown();
        if (painter != null) {
            painter.join();
        }
    }

    private void paint(Tally tally, int conversations) {
        try {
            var rest = terminal ? TERMINAL : PLAIN;
            while (!stop.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                show(tally, conversations);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        show(tally, conversations);
        if (terminal) {
            out.println();
        }
    }

    private void show(Tally tally, int conversations) {
        var line = line(tally, conversations, Duration.ofNanos(System.nanoTime() - begin));
        if (terminal) {
            out.print("\r" + bar(tally.conversations(), conversations) + " " + line + "\u001b[K");
            out.flush();
        } else {
            out.println(line);
        }
    }

    static String bar(long done, long all) {
        var full = all == 0 ? WIDTH : (int) (done * WIDTH / all);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
    }

    static String line(Tally tally, int conversations, Duration elapsed) {
        return String.format(
                Locale.ROOT,
                "%d/%d conversations, %d accepted, %d waiting, %d lost, p50 %.0f ms, %d:%02d",
                tally.conversations(),
                conversations,
                tally.acceptedMessages(),
                Math.max(
                        0,
                        tally.acceptedMessages()
                                - tally.settledMessages()
                                - tally.missingMessages()),
                tally.missingMessages(),
                tally.percentileMillis(50),
                elapsed.toMinutes(),
                elapsed.toSecondsPart());
    }

    /**
     * Java knows only whether input and output are a terminal; on Linux the kernel says it of
     * standard error too.
     */
    private static boolean isTerminal() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException | InvalidPathException e) {
            var console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
