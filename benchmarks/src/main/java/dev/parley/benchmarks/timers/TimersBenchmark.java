package dev.parley.benchmarks.timers;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.TopicCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Sets the timers of all conversations, lets some of them fall due, and starts again. */
final class TimersBenchmark {
    /** Half of it lies between an answer and its reminder. */
    static final Duration ALLOWED = Duration.ofDays(2);

    private static final int PARTITIONS = 8;
    private static final Duration SET_LIMIT = Duration.ofMinutes(5);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final int conversations;
    private final int dueRate;
    private final int seconds;
    private final Path folder;
    private final PrintStream out;
    private final TopicCatalogue catalogue = new TopicCatalogue("parley.", PARTITIONS, 1);

    TimersBenchmark(int conversations, int dueRate, int seconds, Path folder, PrintStream out) {
        this.conversations = conversations;
        this.dueRate = dueRate;
        this.seconds = seconds;
        this.folder = folder;
        this.out = out;
    }

    void run() throws Exception {
        var kafkaFolder = folder.resolve("kafka");
        try (var kafka = EmbeddedKafka.start(kafkaFolder, 0)) {
            createTopics(kafka);
            line(
                    "machine    %d cores, load average %.1f; Java %s, heap limit %d MiB",
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.version(),
                    mebibytes(Runtime.getRuntime().maxMemory()));
            line(
                    "settings   %,d conversations, %d partitions, one thread; %,d due/s for %d s",
                    conversations, PARTITIONS, dueRate, seconds);
            try (var timers = new TimersUnderTest(kafka, catalogue, folder.resolve("state"))) {
                timers.start(START_LIMIT);
                measure(kafka, timers);
                long began = System.nanoTime();
                timers.stop();
                line("stop       %.1f s", since(began));
            }
            startAgain(kafka);
            line(
                    "disk       state %d MiB, changelogs %d MiB, the topics read and written %d MiB",
                    mebibytes(size(folder.resolve("state"), "")),
                    mebibytes(size(kafkaFolder, "-changelog-")),
                    mebibytes(size(kafkaFolder, "parley.") - size(kafkaFolder, "-changelog-")));
        }
    }

    private void measure(EmbeddedKafka kafka, TimersUnderTest timers) throws Exception {
        int due = dueRate * seconds;
        try (var answers = new Answers(kafka, catalogue)) {
            long began = System.nanoTime();
            var later = Instant.now();
            for (int number = due; number < conversations; number++) {
                answers.answer(number, later.minus(Duration.ofMillis(number % 43_200_000)));
            }
            timers.awaitTaken(conversations - due, SET_LIMIT);
            double took = since(began);
            line(
                    "set        %,.0f answers/s: %,d in %.1f s, producing them included",
                    (conversations - due) / took, conversations - due, took);
            began = System.nanoTime();
            for (int number = due; number < conversations; number += 4) {
                answers.answer(number, later.plusMillis(number));
            }
            int again = (conversations - due + 3) / 4;
            timers.awaitTaken(conversations - due + again, SET_LIMIT);
            line("set again  %,.0f answers/s of the same conversations", again / since(began));
            tellHeld("held       ", timers);
            fallDue(kafka, timers, answers, conversations - due + again, due);
        }
    }

    private void fallDue(
            EmbeddedKafka kafka, TimersUnderTest timers, Answers answers, int before, int due)
            throws Exception {
        // They are set well before the first is due: at a tenth of the rate just seen, at least.
        var first = Instant.now().plus(Duration.ofSeconds(15)).plusMillis(due / 20);
        for (int number = 0; number < due; number++) {
            var moment = first.plusNanos((long) (number * 1e9 / dueRate));
            answers.answer(number, moment.minus(ALLOWED.dividedBy(2)));
        }
        timers.awaitTaken(before + due, SET_LIMIT);
        double early = Duration.between(Instant.now(), first).toMillis() / 1e3;
        if (early < 0) {
            line("           the last ones were set %.1f s after the first was due", -early);
        }
        try (var reminders = new Reminders(kafka, catalogue, answers)) {
            boolean all = reminders.await(due, first.plusSeconds(seconds + 60));
            line(
                    "due        %,d of %,d told%s, each followed by its REMINDED event",
                    reminders.count(), due, all ? "" : " (not all within a minute after the last)");
            line("  due -> told          %s", reminders.told());
            line("  due -> read          %s", reminders.seen());
            line("  told twice           %,d", reminders.twice());
        }
        tellHeld("held       ", timers);
    }

    private void startAgain(EmbeddedKafka kafka) throws Exception {
        for (var name : new String[] {"state", "fresh"}) {
            try (var timers = new TimersUnderTest(kafka, catalogue, folder.resolve(name))) {
                long began = System.nanoTime();
                timers.start(START_LIMIT);
                line(
                        "start      %.1f s %s",
                        since(began),
                        name.equals("state")
                                ? "with the state on disk"
                                : "with an empty disk, from the changelogs");
            }
        }
    }

    private void tellHeld(String what, TimersUnderTest timers) throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        line(
                "%s%d MiB heap after a collection (broker and load too), %.0f MiB by RocksDB of at most %d; process %d MiB; state %d MiB on disk",
                what,
                mebibytes(heap),
                timers.memory() / (1 << 20),
                mebibytes(TimersUnderTest.MEMORY.toBytes()),
                mebibytes(resident()),
                mebibytes(size(folder.resolve("state"), "")));
    }

    /** Resident memory of this process, 0 where it is not told. */
    private static long resident() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static long size(Path folder, String part) {
        try (var files = Files.walk(folder)) {
            return files.filter(file ->
                            Files.isRegularFile(file)
                                    && folder.relativize(file).toString().contains(part))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createTopics(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(
                            catalogue.all().stream()
                                    .map(topic ->
                                            new NewTopic(
                                                            topic.name(),
                                                            topic.partitions(),
                                                            topic.replicationFactor())
                                                    .configs(topic.configs()))
                                    .toList())
                    .all()
                    .get();
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
