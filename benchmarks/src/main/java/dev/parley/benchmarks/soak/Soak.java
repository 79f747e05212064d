package dev.parley.benchmarks.soak;

import dev.parley.benchmarks.Latencies;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** One run against one {@code up}. One use. */
final class Soak {
    private static final int SAMPLES = 7;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SoakSettings settings;
    private final UpProcess up;
    private final PrintStream out;
    private final Ledger ledger = new Ledger();
    private final Footprints footprints = new Footprints();

    Soak(SoakSettings settings, UpProcess up, PrintStream out) {
        this.settings = settings;
        this.up = up;
        this.out = out;
    }

    SoakResult run() throws Exception {
        var server = up.server();
        try (var calls = new Calls(server.address());
                var vitals = Vitals.of(up)) {
            var fuzz = Fuzz.in(server, settings.seed(), settings.patience());
            var quiet =
                    new QuietOrganization(Tenant.in(server, "quiet"), ledger, settings.patience());
            var load =
                    OrdinaryLoad.begin(server, calls, settings.rate(), ledger, settings.patience());
            play(quiet, fuzz, vitals);
            tell("the end: waiting for what is on its way");
            load.end();
            return new SoakResult(
                    fuzz.tally(),
                    ledger,
                    quiet.lines(),
                    footprints,
                    fuzz.unfinished(calls, settings.patience()),
                    up.isAlive(),
                    up.log().lines().count());
        }
    }

    private void play(QuietOrganization quiet, Fuzz fuzz, Vitals vitals) throws Exception {
        tell("warm-up, %d s".formatted(settings.warmUp().toSeconds()));
        long end = System.nanoTime() + settings.warmUp().toNanos();
        for (long beat = System.nanoTime(); beat < end; beat += BEAT_NANOS) {
            Metronome.sleepUntil(beat);
            quiet.ask(quiet.warmUp());
        }
        watch(Part.FIRST, quiet, fuzz, vitals);
        var hostile = new FutureTask<>(() -> send(fuzz));
        Thread.ofPlatform().daemon().name("bench-hostile").start(hostile);
        watch(Part.MIDDLE, quiet, fuzz, vitals);
        watch(Part.LAST, quiet, fuzz, vitals);
        hostile.get();
    }

    private boolean send(Fuzz fuzz) throws InterruptedException {
        fuzz.send(settings.fuzz(), settings.fuzzRate());
        return true;
    }

    /**
     * Once a second a message of the quiet organization, and now and then a sample instead: none is
     * on its way then, for the collection that a sample asks for stops the process.
     */
    private void watch(Part part, QuietOrganization quiet, Fuzz fuzz, Vitals vitals)
            throws IOException, InterruptedException {
        var third = settings.third();
        tell("%s third, %d s".formatted(part.name().toLowerCase(Locale.ROOT), third.toSeconds()));
        long begun = System.nanoTime();
        int samples = 0;
        long beat = begun;
        while (samples < SAMPLES) {
            Metronome.sleepUntil(beat);
            if (System.nanoTime() - begun >= due(third, samples + 1)) {
                footprints.add(part, vitals.sample());
                samples++;
            } else {
                quiet.ask(latencies(part, quiet, fuzz));
            }
            long next = begun + due(third, samples + 1);
            beat = Math.max(System.nanoTime(), Math.min(beat + BEAT_NANOS, next));
        }
    }

    /** When a sample is due, after the beginning of its third. */
    private static long due(Duration third, int sample) {
        return third.toNanos() * sample / SAMPLES;
    }

    private static Latencies latencies(Part part, QuietOrganization quiet, Fuzz fuzz) {
        return switch (part) {
            case FIRST -> quiet.before();
            case MIDDLE -> fuzz.isRunning() ? quiet.meanwhile() : quiet.warmUp();
            case LAST -> quiet.after();
        };
    }

    private void tell(String what) {
        out.println(what);
        out.flush();
    }
}
