package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HostileRequestTest {
    private static final long SEED = 7;
    private static final int MANY = 4_000;

    @Test
    void aSeedAndANumberMakeTheSameRequestAgain() {
        for (int index = 0; index < 300; index++) {
            var once = HostileRequest.of(SEED, index);
            var again = HostileRequest.of(SEED, index);

            assertThat(again.raw().bytes("h")).as(once.line()).isEqualTo(once.raw().bytes("h"));
            assertThat(again.line()).isEqualTo(once.line());
            assertThat(again.caller()).isEqualTo(once.caller());
        }
    }

    @Test
    void anotherSeedMakesOthers() {
        var same =
                IntStream.range(0, 300)
                        .filter(index ->
                                Arrays.equals(
                                        HostileRequest.of(SEED, index).raw().bytes("h"),
                                        HostileRequest.of(SEED + 1, index).raw().bytes("h")))
                        .count();

        assertThat(same).isLessThan(3);
    }

    @Test
    void everyKindAppearsAndMeetsEveryOperation() {
        var kinds =
                IntStream.range(0, MANY)
                        .mapToObj(index -> HostileRequest.of(SEED, index).kind())
                        .distinct()
                        .toList();

        assertThat(kinds)
                .extracting(kind -> kind.split(" ")[1])
                .contains(names(HostileText.values()))
                .contains(names(HostileBody.values()))
                .contains(names(HostileAddress.values()));
        assertThat(kinds)
                .extracting(kind -> kind.split(" ")[3])
                .contains(names(Operation.values()));
    }

    @Test
    void ordinaryOrganizationsAreLeftAlone() {
        for (int index = 0; index < 500; index++) {
            assertThat(HostileRequest.of(SEED, index).raw().target())
                    .doesNotContain("soak-")
                    .doesNotContain("quiet");
        }
    }

    @Test
    void requestsGoOverTheWireAsTheyAre() {
        var request = Operation.SEND_MESSAGE.request("o-1", "c-1", "x").with("Bad\u0000: \u00ff");

        var bytes = new String(request.bytes("host:1"), ISO_8859_1);

        assertThat(bytes)
                .startsWith(
                        "POST /v1/organizations/o-1/conversations/c-1/messages HTTP/1.1\r\nHost: host:1\r\n")
                .contains("\r\nBad\u0000: \u00ff\r\n")
                .contains("\r\nContent-Length: " + request.body().length + "\r\n")
                .endsWith("\r\n\r\n" + Operation.SEND_MESSAGE.body());
    }

    @Test
    void textsComeBackFromTheirJson() {
        var random = new Random(SEED);
        for (var kind : HostileText.values()) {
            var text = kind.write(random);

            assertThat(JsonMapper.shared().readValue(Json.quoted(text), String.class))
                    .as(kind.name())
                    .isEqualTo(text);
        }
    }

    /** A body that is spoiled by chance alone would be no body of that kind. */
    @Test
    void bodiesAreSpoiled() {
        var random = new Random(SEED);
        for (var kind : HostileBody.values()) {
            for (var operation : Operation.WITH_BODY) {
                assertThat(new String(kind.spoil(operation.body(), random), UTF_8))
                        .as(kind + " in " + operation)
                        .isNotEqualTo(operation.body());
            }
        }
    }

    private static String[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }
}
