package dev.parley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.Step;
import dev.parley.standalone.StandaloneSettings;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Score;
import dev.parley.standalone.play.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that takes two calls at once, and turns that wait for it several times as long as their
 * lease.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StressedModelIT {
    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final int AT_ONCE = 2;
    private static final int CONVERSATIONS = 32;
    private static final Duration LEASE = Duration.ofSeconds(2);

    @SuppressWarnings("NullAway.Init") // started before the first test
    private Faulty faulty;

    @BeforeAll
    void start(@TempDir Path data) {
        faulty =
                Faulty.start(
                        StandaloneSettings.onFreePorts(data)
                                .withModelLatency(LATENCY)
                                .withProperties(
                                        Map.of(
                                                "parley.turn.lease",
                                                LEASE.toMillis() + "ms",
                                                "parley.model.guard.limit.max",
                                                Integer.toString(AT_ONCE))));
    }

    @AfterAll
    void stop() {
        faulty.close();
    }

    @Test
    void turnsThatWaitForTheModelKeepTheirLeaseAndAreBegunOnce() throws Exception {
        var watch = new Watch(false);
        faulty.injection().use(watch);

        var score = play("patient");

        System.out.printf(
                "%d turns, %d at once, lease %s: %s; begun %d times, %d renewals%n",
                CONVERSATIONS,
                AT_ONCE,
                LEASE,
                score.line(),
                watch.begun.get(),
                watch.renewals.get());
        assertThat(score.isGood()).isTrue();
        assertThat(score.p99Millis()).as("they waited").isGreaterThan(3 * LEASE.toMillis());
        assertThat(watch.begun).hasValue(CONVERSATIONS);
        assertThat(watch.renewals).hasPositiveValue();
    }

    @Test
    void withoutHeartbeatsWaitingTurnsAreTakenAway() throws Exception {
        var watch = new Watch(true);
        faulty.injection().use(watch);
        var player = Thread.ofVirtual().start(() -> playQuietly("impatient"));

        Bound.await(
                "turns are begun again",
                Duration.ofSeconds(60),
                () -> watch.begun.get() > CONVERSATIONS);

        faulty.injection().use(Intervention.NONE);
        player.join();
    }

    @Test
    void textIsSeenWhileItIsWritten() throws Exception {
        faulty.injection().use(Intervention.NONE);
        var id = new ConversationId("live", "c-1");
        var stranger = new ConversationId("live-2", "c-1");
        var seen = new CopyOnWriteArrayList<LiveText.Piece>();
        var strange = new CopyOnWriteArrayList<LiveText.Piece>();
        var client = faulty.parley().client();
        client.createOrganization("live");
        var live = faulty.parley().context().getBean(LiveText.class);

        try (var _ = live.subscribe(id, seen::add);
                var _ = live.subscribe(stranger, strange::add)) {
            // The first words may come before Redis knows of the listener; the second reply's do
            // not.
            for (var number : List.of("1", "2")) {
                client.send("live", "c-1", "m-" + number, "When do you open?");
                client.why("live", "m-" + number, "c-1", Duration.ofSeconds(30));
            }
            var reply = faulty.store().replies(id, 0, 10).getLast();
            Bound.await(
                    () -> "the reply is seen: " + seen,
                    Duration.ofSeconds(10),
                    () -> text(seen, reply.turn()).equals(reply.text()));
            assertThat(seen.stream().filter(piece -> piece.turn() == reply.turn()))
                    .as("piece by piece")
                    .hasSizeGreaterThan(3);
        }
        assertThat(strange).isEmpty();
    }

    private static String text(List<LiveText.Piece> pieces, long turn) {
        return pieces.stream()
                .filter(piece -> piece.turn() == turn)
                .map(LiveText.Piece::text)
                .collect(Collectors.joining());
    }

    private Score play(String organization) throws InterruptedException {
        var scripts =
                IntStream.range(0, CONVERSATIONS)
                        .mapToObj(number ->
                                new Script(
                                        organization, "talk-" + number, List.of(List.of("Hello?"))))
                        .toList();
        var settings = new PlayerSettings(CONVERSATIONS, Duration.ofSeconds(90));
        return new Player(faulty.parley().client(), settings)
                .play(scripts, Progress.onStandardError());
    }

    private void playQuietly(String organization) {
        try {
            play(organization);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts begins and renewals; may let each renewal last no time at all. */
    private static final class Watch implements Intervention {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger renewals = new AtomicInteger();
        private final boolean renewalsAreVain;

        private Watch(boolean renewalsAreVain) {
            this.renewalsAreVain = renewalsAreVain;
        }

        @Override
        @SuppressWarnings("unchecked") // a Renew for a Renew
        public <O> Step<O> step(Step<O> step) {
            if (!(step instanceof Renew renew)) {
                return step;
            }
            renewals.incrementAndGet();
            return renewalsAreVain
                    ? (Step<O>)
                            new Renew(
                                    renew.conversation(),
                                    renew.fence(),
                                    Duration.ofMillis(1),
                                    renew.grace())
                    : step;
        }

        @Override
        public void applied(Step<?> step, @Nullable Object outcome) {
            if (outcome instanceof Begin.Outcome.Begun) {
                begun.incrementAndGet();
            }
        }
    }
}
