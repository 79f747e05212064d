package dev.parley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ends the JVM between any two steps of the protocol and starts another on the same data, which
 * gets no further message. The sweep never sees the conversation that died at the point, so
 * redelivery alone must heal it; it does see ten others that were under way at that moment. The JVM
 * that heals one case is the victim of the next.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashPointIT {
    private static final String ORGANIZATION = "faults";
    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(20).plus(LEASE);
    private static final int OTHERS = 10;
    private static final String[] SHORT_TIMES = {
        "parley.turn.lease=2s",
        "parley.turn.planned-lease=2s",
        "parley.turn.grace=1s",
        "parley.sweep.interval=200ms",
        "parley.sweep.patience=1s"
    };

    /**
     * Places that a turn passes after its commit: what may be lost there is the look at a message
     * that came meanwhile.
     */
    private static final Set<FaultPoint> AFTER_THE_ANSWER =
            EnumSet.of(
                    FaultPoint.AFTER_COMMIT,
                    FaultPoint.AFTER_REPLY,
                    FaultPoint.AFTER_RELEASE,
                    FaultPoint.AFTER_WAKEUP);

    /** Static, or each case would get its own. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    private final List<VictimProcess> started = new ArrayList<>();
    private @Nullable VictimProcess running;

    @AfterAll
    void closeAll() {
        started.reversed().forEach(VictimProcess::close);
    }

    /** Left out is what one message and no timer reach; the post-processor's CrashTest has it. */
    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AFTER_TITLE", "AFTER_REMIND", "AFTER_CLOSE"})
    void crashHealsByRedeliveryWithoutAFurtherMessage(FaultPoint point) throws Exception {
        var conversation = point.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var victim = running(conversation);
        var messages = AFTER_THE_ANSWER.contains(point) ? 2 : 1;
        var accepted = crash(victim, point, conversation);

        var healer = start(conversation);
        var answered = awaitAnswers(healer, conversation, messages);
        for (var other : accepted) {
            awaitAnswers(healer, other, 1);
        }
        healer.obey("drain");

        int handOvers = point == FaultPoint.AFTER_ESCALATE ? 1 : 0;
        assertAnsweredOnce(healer, conversation, messages, handOvers);
        for (var other : accepted) {
            assertAnsweredOnce(healer, other, 1);
        }
        assertEventsTold(point, conversation, messages, victim, healer);
        System.out.printf(
                Locale.ROOT,
                "%-14s healed by redelivery: answered %.1f s after the new JVM's start (ready after"
                        + " %.1f s); the sweep wanted to help %d times; %d others were under way%n",
                point,
                seconds(answered - healer.startedAt()),
                seconds(healer.readyAt() - healer.startedAt()),
                healer.lines(("muted " + key(conversation))::equals).size(),
                accepted.size());
    }

    @Test
    void offsetCommittedBeforeTheClaimIsHealedByTheSweepAlone() throws Exception {
        var conversation = "early-offset";
        var victim = running(conversation);
        victim.obey("skip");
        victim.client().send(ORGANIZATION, conversation, conversation + ".1", "Where is my order?");
        victim.await("the claim is left out", LIMIT, ("skipped " + key(conversation))::equals);
        victim.obey("drain"); // the record's offset is committed
        victim.order("halt");
        assertThat(victim.awaitDeath()).isEqualTo(VictimFaults.EXIT_CODE);

        var healer = start(conversation);
        healer.await("its due moment passes", LIMIT, ("muted " + key(conversation))::equals);
        healer.obey("drain");
        // Every record is worked off, so without the sweep nothing will ever answer it.
        assertThat(fate(healer.client(), conversation, conversation + ".1", Duration.ZERO))
                .isNull();

        healer.obey("unmute");
        assertThat(fate(healer.client(), conversation, conversation + ".1", LIMIT))
                .isEqualTo(Fate.ANSWERED);
        healer.obey("drain");
        assertAnsweredOnce(healer, conversation, 1);
        System.out.println(
                "offset committed before the claim: unanswered when all topics were read; the sweep"
                        + " healed it");
    }

    /**
     * @return conversations under way whose message was accepted
     */
    private Queue<String> crash(VictimProcess victim, FaultPoint point, String conversation)
            throws InterruptedException {
        victim.obey("die " + point);
        if (point == FaultPoint.AFTER_FAIL) {
            victim.obey("fail");
        }
        if (AFTER_THE_ANSWER.contains(point)) {
            victim.obey("hold");
        }
        var client = victim.client();
        var accepted = new ConcurrentLinkedQueue<String>();
        var sent = sendOthers(client, conversation, accepted);
        sendIfAlive(
                client,
                conversation,
                conversation + ".1",
                switch (point) {
                    case AFTER_RESOLVE -> "Bye!";
                    case AFTER_ESCALATE -> "This is ridiculous!";
                    default -> "One?";
                });
        if (AFTER_THE_ANSWER.contains(point)) {
            victim.await("the turn is held", LIMIT, ("held " + key(conversation))::equals);
            sendIfAlive(client, conversation, conversation + ".2", "Two?");
        }
        assertThat(victim.awaitDeath()).isEqualTo(VictimFaults.EXIT_CODE);
        Bound.await("the others are sent", LIMIT, sent);
        return accepted;
    }

    private static CountDownLatch sendOthers(
            ParleyClient client, String conversation, Queue<String> accepted) {
        var sent = new CountDownLatch(OTHERS);
        for (var number = 1; number <= OTHERS; number++) {
            var other = conversation + "-other-" + number;
            Thread.startVirtualThread(() -> {
                if (sendIfAlive(client, other, other + ".1", "And I?")) {
                    accepted.add(other);
                }
                sent.countDown();
            });
        }
        return sent;
    }

    /**
     * @return whether the server said that it has the message; if not, it may have it all the same
     */
    private static boolean sendIfAlive(
            ParleyClient client, String conversation, String message, String text) {
        try {
            client.send(ORGANIZATION, conversation, message, text);
            return true;
        } catch (UnavailableException e) {
            return false;
        }
    }

    /**
     * @return when all were answered, by this JVM's clock in nanoseconds
     */
    private static long awaitAnswers(VictimProcess healer, String conversation, int messages) {
        for (var number = 1; number <= messages; number++) {
            var left = LIMIT.minusNanos(System.nanoTime() - healer.readyAt());
            var wait = left.isNegative() ? Duration.ZERO : left;
            assertThat(fate(healer.client(), conversation, conversation + "." + number, wait))
                    .as("message %d of %s", number, conversation)
                    .isEqualTo(Fate.ANSWERED);
        }
        return System.nanoTime();
    }

    private static @Nullable Fate fate(
            ParleyClient client, String conversation, String message, Duration wait) {
        var explanation = client.why(ORGANIZATION, message, conversation, wait).orElse(null);
        return explanation == null ? null : explanation.disposition();
    }

    private void assertAnsweredOnce(VictimProcess healer, String conversation, int messages)
            throws InterruptedException {
        assertAnsweredOnce(healer, conversation, messages, 0);
    }

    private void assertAnsweredOnce(
            VictimProcess healer, String conversation, int messages, int handOvers)
            throws InterruptedException {
        var stored =
                healer.client().conversation(ORGANIZATION, conversation).orElseThrow().messages();
        assertThat(stored.stream().filter(MessageView::isFromUser))
                .as(conversation)
                .hasSize(messages);
        assertThat(stored.stream().filter(MessageView::isReply))
                .as(conversation)
                .hasSize(messages + handOvers);
        var prefix = "violations " + key(conversation) + " ";
        healer.obey("check " + key(conversation));
        assertThat(healer.lines(line -> line.startsWith(prefix)).getLast().text())
                .isEqualTo(prefix + "[]");
    }

    /** What follows an answer may come again, and must come. */
    private void assertEventsTold(
            FaultPoint point, String conversation, int turns, VictimProcess... processes) {
        var told = new ArrayList<String>();
        for (var process : processes) {
            process.lines(line ->
                            line.startsWith("event ") && line.endsWith(" " + key(conversation)))
                    .forEach(line -> told.add(line.text()));
        }
        assertThat(told).contains("event OPENED null " + key(conversation));
        for (var turn = 1; turn <= turns; turn++) {
            assertThat(told).contains("event ANSWERED " + turn + " " + key(conversation));
        }
        if (point == FaultPoint.AFTER_RESOLVE) {
            assertThat(told).contains("event RESOLVED 1 " + key(conversation));
        }
        if (point == FaultPoint.AFTER_ESCALATE) {
            assertThat(told).contains("event ESCALATED 2 " + key(conversation));
        }
    }

    /** The JVM of the case before, if it lives. */
    private VictimProcess running(String watched) throws IOException, InterruptedException {
        var victim = running;
        if (victim == null || !victim.isAlive()) {
            victim = start(watched);
            victim.client().createOrganization(ORGANIZATION);
        }
        victim.obey("watch " + key(watched));
        return victim;
    }

    private VictimProcess start(String watched) throws IOException, InterruptedException {
        var victim =
                VictimProcess.start(directory.resolve("data"), key(watched), LATENCY, SHORT_TIMES);
        started.add(victim);
        running = victim;
        return victim;
    }

    private static String key(String conversation) {
        return ORGANIZATION + "/" + conversation;
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
