package dev.parley.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final Script SCRIPT = new Script("o", "c", List.of(List.of("Hello")));

    @Test
    void aMessageWithItsReplyIsAllRight() throws Exception {
        var ledger =
                visit(
                        PlantedServer.of(
                                202,
                                PlantedServer.ANSWERED,
                                PlantedServer.MESSAGE,
                                PlantedServer.REPLY));

        assertThat(ledger.lines().getFirst())
                .isEqualTo(
                        "ordinary messages accepted=1 answered=1 merged=0 human=0 ignored=0 parked=0 lost=0 doubled=0");
    }

    @Test
    void anAcceptedMessageWithoutAnEndIsLost() throws Exception {
        var ledger = visit(PlantedServer.of(202, PlantedServer.OPEN, PlantedServer.MESSAGE));

        assertThat(ledger.lost()).isEqualTo(1);
        assertThat(ledger.lines()).anyMatch(line -> line.contains("o/c: message m1"));
    }

    @Test
    void anAnswerThatIsNotThereIsLost() throws Exception {
        assertThat(
                        visit(PlantedServer.of(202, PlantedServer.ANSWERED, PlantedServer.MESSAGE))
                                .lost())
                .isEqualTo(1);
    }

    @Test
    void aSecondReplyIsDoubled() throws Exception {
        var ledger =
                visit(
                        PlantedServer.of(
                                202,
                                PlantedServer.ANSWERED,
                                PlantedServer.MESSAGE,
                                PlantedServer.REPLY,
                                PlantedServer.SECOND_REPLY));

        assertThat(ledger.doubled()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheServerIsCounted() throws Exception {
        var ledger = visit(PlantedServer.of(503, PlantedServer.OPEN));

        assertThat(ledger.serverErrors()).isEqualTo(1);
        assertThat(ledger.acceptedMessages()).isZero();
    }

    private static Ledger visit(PlantedServer server) throws InterruptedException {
        var ledger = new Ledger();
        try (server) {
            var client = new ParleyClient(server.address(), "key");
            var tenant = new Tenant("o", "key", client);
            var visit = new Visit(tenant, client, SCRIPT, ledger, Duration.ofMillis(200));
            visit.run();
        }
        return ledger;
    }
}
