package dev.parley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the leases and times that ship, the turns of a killed worker are soon somebody else's. */
@Timeout(180)
class KilledWorkerIT {
    private static final String ORGANIZATION = "faults";
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** Where starting a JVM takes longer than a lease, the new owner cannot be there in time. */
    private static final Duration AFTER_READY = Duration.ofSeconds(5);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int TURNS = 20;
    private static final String BEGUN = "reached AFTER_BEGIN ";

    @Test
    void killedWorkersTurnsHaveANewOwnerWithinTwentySeconds(@TempDir Path directory)
            throws Exception {
        var data = directory.resolve("data");
        try (var victim = VictimProcess.start(data, "*", Duration.ofSeconds(30))) {
            victim.client().createOrganization(ORGANIZATION);
            for (var conversation : conversations()) {
                victim.client()
                        .send(ORGANIZATION, conversation, conversation + ".1", "Who is there?");
            }
            Bound.await(
                    "all turns run",
                    LIMIT,
                    () -> victim.lines(line -> line.startsWith(BEGUN)).size() == TURNS);
            victim.kill();
            var killedAt = System.nanoTime();
            try (var heir = VictimProcess.start(data, "*", Duration.ofMillis(300))) {
                Bound.await(
                        "all turns run again",
                        LIMIT,
                        () -> heir.lines(line -> line.startsWith(BEGUN)).size() >= TURNS);
                assertInTime(killedAt, heir);
                assertAnsweredOnce(heir);
            }
        }
    }

    private static void assertInTime(long killedAt, VictimProcess heir) {
        var begun =
                heir.lines(line -> line.startsWith(BEGUN)).stream()
                        .map(line -> Duration.ofNanos(line.at() - killedAt))
                        .sorted()
                        .toList();
        var ready = Duration.ofNanos(heir.readyAt() - killedAt);
        System.out.printf(
                Locale.ROOT,
                "turns of a killed worker: %d, begun by the new owner %.1f to %.1f s after the kill"
                        + " (lease of an instance 3 s, new JVM ready after %.1f s)%n",
                begun.size(),
                seconds(begun.getFirst()),
                seconds(begun.getLast()),
                seconds(ready));
        var late = ready.plus(AFTER_READY);
        assertThat(begun.getLast()).isLessThanOrEqualTo(late.compareTo(BOUND) > 0 ? late : BOUND);
    }

    private static void assertAnsweredOnce(VictimProcess heir) throws InterruptedException {
        for (var conversation : conversations()) {
            assertThat(
                            heir.client()
                                    .why(
                                            ORGANIZATION,
                                            conversation + ".1",
                                            conversation,
                                            Duration.ofSeconds(20))
                                    .map(Explanation::disposition))
                    .contains(Fate.ANSWERED);
        }
        heir.obey("drain");
        for (var conversation : conversations()) {
            var stored =
                    heir.client().conversation(ORGANIZATION, conversation).orElseThrow().messages();
            assertThat(stored.stream().filter(MessageView::isReply)).hasSize(1);
        }
    }

    private static List<String> conversations() {
        return IntStream.rangeClosed(1, TURNS).mapToObj(number -> "turn-" + number).toList();
    }

    private static double seconds(Duration duration) {
        return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
    }
}
