package dev.parley.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTallyTest {
    private static final long SEED = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aPlantedErrorIsFoundAndSaysHowToSendItAgain() throws Exception {
        try (var server =
                new PlantedServer(
                        (_, path) -> new RawAnswer(path.contains("/c3/") ? 500 : 400, "no"))) {
            var tally = new FuzzTally(SEED);
            var http = new RawHttp(server.address(), PATIENCE);
            for (int conversation = 1; conversation <= 5; conversation++) {
                send(http, tally, conversation);
            }

            assertThat(tally.failures()).hasSize(1);
            assertThat(tally.failures().getFirst())
                    .startsWith("500 --seed 7 --only 3  planted as ORGANIZATION: POST ");
            assertThat(tally.lines())
                    .contains(
                            "hostile requests  sent=5 accepted=0 over_budget=0.0% failures=1",
                            "  by status  400=4 500=1");
        }
    }

    @Test
    void noAnswerIsAFailureAndAClosedConnectionIsNone() throws Exception {
        try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            var tally = new FuzzTally(SEED);
            send(new RawHttp(address, Duration.ofMillis(100)), tally, 1);
            socket.close();
            send(new RawHttp(address, PATIENCE), tally, 2);

            assertThat(tally.lines()).contains("  by status  silent=1 closed=1");
            assertThat(tally.failures())
                    .singleElement()
                    .asString()
                    .startsWith("silent --seed 7 --only 1 ");
        }
    }

    private static void send(RawHttp http, FuzzTally tally, int index) {
        var raw = Operation.SEND_MESSAGE.request("o", "c" + index, "x");
        var request = new HostileRequest(index, "planted", "o", HostileCaller.ORGANIZATION, raw);
        tally.add(request, http.send(request.with("key")));
    }

    @Test
    void anErrorMakesTheWholeRunBad() {
        var good = result(new FuzzTally(SEED), new Ledger(), List.of(), true);
        assertThat(good.isGood()).isTrue();
        assertThat(good.lines()).last().isEqualTo("ok");

        var bad = new FuzzTally(SEED);
        var raw = Operation.LIST_KEYS.request("o", "c", "x");
        bad.add(
                new HostileRequest(1, "planted", "o", HostileCaller.OPERATOR, raw),
                new RawAnswer(500, ""));
        assertThat(result(bad, new Ledger(), List.of(), true).lines()).last().isEqualTo("BROKEN");
    }

    @Test
    void whatHasNoEndMakesTheWholeRunBad() {
        var troubled = new Ledger();
        troubled.troubled(503, "busy");

        assertThat(result(new FuzzTally(SEED), new Ledger(), List.of("fuzz-one/c1"), true).isGood())
                .isFalse();
        assertThat(result(new FuzzTally(SEED), new Ledger(), List.of(), false).isGood()).isFalse();
        assertThat(result(new FuzzTally(SEED), troubled, List.of(), true).isGood()).isFalse();
    }

    private static SoakResult result(
            FuzzTally fuzz, Ledger ledger, List<String> unfinished, boolean alive) {
        return new SoakResult(fuzz, ledger, List.of(), new Footprints(), unfinished, alive, 0);
    }
}
