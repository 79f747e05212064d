package dev.parley.standalone.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.RefusedException;
import dev.parley.standalone.client.UnavailableException;
import dev.parley.standalone.play.FakeParley.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlayerTest {
    private static final int CONVERSATIONS = 12;
    private static final int MESSAGES = CONVERSATIONS * 4;
    private static final PlayerSettings PATIENT = new PlayerSettings(4, Duration.ofSeconds(20));
    private static final PlayerSettings HASTY =
            new PlayerSettings(CONVERSATIONS, Duration.ofMillis(400));

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void everyMessageOfAGoodServerIsAnswered() throws Exception {
        try (var server = new FakeParley()) {
            var score = play(server, PATIENT);
            assertThat(score.line())
                    .startsWith(
                            "conversations=12 accepted=48 answered=48 merged=0 human=0 ignored=0 parked=0 lost=0"
                                    + " duplicates=0 p50_ms=");
            assertThat(score.isGood()).isTrue();
            assertThat(score.p99Millis()).isGreaterThanOrEqualTo(score.p50Millis()).isPositive();
            assertThat(server.organizations)
                    .containsExactlyInAnyOrder("shop-0", "shop-1", "shop-2");
        }
    }

    @Test
    void messageWhoseAnswerGetsLostIsSentAgainUnderTheSameId() throws Exception {
        try (var server = new FakeParley(Fault.DROPS_THE_ANSWER, Fault.IS_BUSY)) {
            var score = play(server, PATIENT);
            assertThat(score.findings()).isEmpty();
            assertThat(score.accepted()).isEqualTo(MESSAGES);
        }
    }

    @Test
    void serverThatForgetsMessagesIsCaught() throws Exception {
        expect(Fault.LOSES, Finding.Kind.LOST);
    }

    @Test
    void serverThatNeverFinishesIsCaught() throws Exception {
        expect(Fault.NEVER_ENDS, Finding.Kind.LOST);
    }

    @Test
    void serverThatOnlyClaimsToAnswerIsCaught() throws Exception {
        expect(Fault.ANSWERS_IN_WORD_ONLY, Finding.Kind.LOST);
    }

    @Test
    void serverThatAnswersATurnTwiceIsCaught() throws Exception {
        expect(Fault.ANSWERS_TWICE, Finding.Kind.DUPLICATE);
    }

    @Test
    void serverThatAnswersAMessageInTwoTurnsIsCaught() throws Exception {
        expect(Fault.ANSWERS_IN_TWO_TURNS, Finding.Kind.DUPLICATE);
    }

    @Test
    void serverThatStoresAMessageTwiceIsCaught() throws Exception {
        expect(Fault.STORES_TWICE, Finding.Kind.DUPLICATE);
    }

    @Test
    void serverThatTakesARepeatedMessageForANewOneIsCaught() throws Exception {
        expect(Fault.KNOWS_NO_REDELIVERY, Finding.Kind.DUPLICATE);
    }

    @Test
    void wrongKeyEndsTheRunAtOnce() throws Exception {
        try (var server = new FakeParley()) {
            var player = new Player(new ParleyClient(server.address(), "wrong-key"), PATIENT);
            assertThatThrownBy(() -> player.play(scripts(), quietly()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("401")
                    .hasMessageContaining("unknown API key");
        }
    }

    @Test
    void serverThatIsNotThereIsReportedWhenPatienceIsOver() throws Exception {
        var player =
                new Player(
                        new ParleyClient(URI.create("http://127.0.0.1:" + deafPort()), "key"),
                        HASTY);
        assertThatThrownBy(() -> player.play(scripts(), quietly()))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void progressIsToldInPlainLines() throws Exception {
        try (var server = new FakeParley()) {
            play(server, PATIENT);
        }
        assertThat(progress.toString(StandardCharsets.UTF_8))
                .contains("12/12 conversations, 48 accepted, 0 waiting, 0 lost, p50 ");
    }

    @Test
    void barFillsFromEmptyToFull() {
        assertThat(Progress.bar(0, 8)).isEqualTo("[" + "-".repeat(24) + "]");
        assertThat(Progress.bar(2, 8)).isEqualTo("[" + "#".repeat(6) + "-".repeat(18) + "]");
        assertThat(Progress.bar(8, 8)).isEqualTo("[" + "#".repeat(24) + "]");
    }

    private void expect(Fault fault, Finding.Kind kind) throws Exception {
        try (var server = new FakeParley(fault)) {
            var score = play(server, HASTY);
            assertThat(score.isGood()).isFalse();
            assertThat(score.findings()).isNotEmpty().allMatch(finding -> finding.kind() == kind);
            assertThat(score.fates().get(Fate.ANSWERED)).isPositive();
        }
    }

    private Score play(FakeParley server, PlayerSettings settings) throws InterruptedException {
        return new Player(new ParleyClient(server.address(), FakeParley.KEY), settings)
                .play(scripts(), quietly());
    }

    private Progress quietly() {
        return Progress.plain(new PrintStream(progress, true, StandardCharsets.UTF_8));
    }

    private static List<Script> scripts() {
        var scripts = new ArrayList<Script>();
        for (var number = 0; number < CONVERSATIONS; number++) {
            scripts.add(
                    new Script(
                            "shop-" + number % 3,
                            "c" + number,
                            List.of(List.of("one"), List.of("two", "three"), List.of("four"))));
        }
        return scripts;
    }

    private static int deafPort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            return socket.getLocalPort();
        }
    }
}
