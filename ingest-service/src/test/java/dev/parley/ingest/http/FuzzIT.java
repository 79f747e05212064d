package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class FuzzIT {
    private static final long SEED = 20260105;
    private static final int ROUNDS = 600;
    private static final String BODY =
            """
            {"id": "m-%d", "text": "a caf\u00e9 \ud83d\ude00", "sentAt": "2026-01-05T09:00:00Z",
             "author": {"id": "ada", "name": "Ada", "roles": ["customer"]}}
            """;
    private static final byte[][] TOKENS = {
        bytes("null"),
        bytes("{"),
        bytes("}"),
        bytes("["),
        bytes("]"),
        bytes("\""),
        bytes(":"),
        bytes(","),
        bytes("\\u0000"),
        bytes("\\ud800"),
        bytes("1e999999"),
        bytes("-0"),
        bytes("\u0000"),
        {(byte) 0xff},
        {(byte) 0xc0}
    };

    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;

    @Test
    void mutatedBodyIsAcceptedOrRefusedButNeverBreaksAnything() {
        inbox.accepted().clear();
        var random = new Random(SEED);
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            var body = bytes(BODY.formatted(round));
            for (int mutations = random.nextInt(1, 5); mutations > 0; mutations--) {
                body = mutated(body, random);
            }
            var request =
                    edge.request(Edge.MESSAGES, Edge.ACME_KEY)
                            .POST(BodyPublishers.ofByteArray(body));
            var answer = edge.send(request);
            assertThat(answer.status())
                    .as("round %d: %s", round, new String(body, StandardCharsets.ISO_8859_1))
                    .isIn(202, 400);
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        // Both kinds are met, and only what was accepted has reached the inbox.
        assertThat(statuses).containsOnlyKeys(202, 400);
        assertThat(inbox.accepted()).hasSize(statuses.getOrDefault(202, 0));
    }

    private static byte[] mutated(byte[] body, Random random) {
        int at = random.nextInt(body.length);
        int end = Math.min(body.length, at + random.nextInt(8));
        return switch (random.nextInt(5)) {
            case 0 -> joined(body, at, new byte[0], end);
            case 1 -> joined(body, at, TOKENS[random.nextInt(TOKENS.length)], at);
            case 2 -> joined(body, at, TOKENS[random.nextInt(TOKENS.length)], end);
            case 3 ->
                    joined(
                            body,
                            at,
                            new byte[] {(byte) random.nextInt(256)},
                            Math.min(body.length, at + 1));
            default -> joined(body, end, Arrays.copyOfRange(body, at, end), end);
        };
    }

    private static byte[] joined(byte[] body, int until, byte[] middle, int from) {
        var joined = new byte[until + middle.length + body.length - from];
        System.arraycopy(body, 0, joined, 0, until);
        System.arraycopy(middle, 0, joined, until, middle.length);
        System.arraycopy(body, from, joined, until + middle.length, body.length - from);
        return joined;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
