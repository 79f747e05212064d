package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.ingest.ConversationChanges;
import dev.parley.ingest.ConversationStreams;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A thousand clients at once; what they cost is in the log. */
@EdgeTest
@TestPropertySource(
        properties = {
            "parley.api.streams.max=1000",
            "parley.api.streams.max-per-organization=1000",
            "parley.budget.minimum-streams=1000",
            "parley.api.streams.keep-alive=15s",
            "logging.level.dev.parley.ingest.http.ManyStreamsIT=info"
        })
@Timeout(120)
class ManyStreamsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyStreamsIT.class);
    private static final int CLIENTS = 1_000;

    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;
    @Autowired private ConversationChanges changes;
    @Autowired private ConversationStreams streams;

    @Test
    void eachOfManyClientsSeesItsReply() throws Exception {
        streams.start();
        for (int i = 0; i < CLIENTS; i++) {
            store.apply(Samples.append(id(i), "m" + i));
        }
        long before = heap();
        var open = new ArrayList<Socket>();
        var told = new CountDownLatch(CLIENTS);
        var answered = new CountDownLatch(CLIENTS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                var socket = edge.unread(path(i), Edge.ACME_KEY);
                open.add(socket);
                Thread.startVirtualThread(() -> read(socket, told, answered));
            }
            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(streams.open()).isEqualTo(CLIENTS);
            long held = heap() - before;

            long start = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++) {
                answer(id(i));
            }
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            var took = Duration.ofNanos(System.nanoTime() - start);
            LOG.info(
                    "{} streams hold {} KiB of heap each, both ends together; a reply to each took {} ms",
                    CLIENTS,
                    held / CLIENTS / 1024,
                    took.toMillis());
            assertThat(held / CLIENTS).isLessThan(200 * 1024);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
        streams.stop();
        await().until(() -> streams.open() == 0);
    }

    /** As when a balancer in between is started again. */
    @Test
    void allComeBackAtOnceAfterAllWereCutOff() throws Exception {
        streams.start();
        await().until(() -> streams.open() == 0);
        var cut = new ArrayList<Socket>();
        var back = new ArrayList<Socket>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                cut.add(edge.unread(path(i), Edge.ACME_KEY));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> streams.open() == CLIENTS);
            for (var socket : cut) {
                socket.close();
            }
            var answers = new ConcurrentHashMap<String, Integer>();
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    var socket = edge.unread(path(i), Edge.ACME_KEY);
                    back.add(socket);
                    clients.submit(() -> answers.merge(statusLine(socket), 1, Integer::sum));
                }
            }
            assertThat(answers).containsOnly(Map.entry("HTTP/1.1 200", CLIENTS));
        } finally {
            for (var socket : cut) {
                socket.close();
            }
            for (var socket : back) {
                socket.close();
            }
        }
        streams.stop();
        await().until(() -> streams.open() == 0);
    }

    private static String statusLine(Socket socket) throws IOException {
        var line = new byte["HTTP/1.1 200".length()];
        int read = socket.getInputStream().readNBytes(line, 0, line.length);
        return new String(line, 0, read, StandardCharsets.UTF_8);
    }

    private void answer(ConversationId id) {
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(id, 1));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        store.apply(Samples.commit(id, begun.turn().fence()));
        changes.changed(id);
    }

    private static void read(Socket socket, CountDownLatch told, CountDownLatch answered) {
        try {
            var lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8),
                            512);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: reply")) {
                    answered.countDown();
                } else if (line.equals("event: status")) {
                    told.countDown();
                }
            }
        } catch (IOException _) {
            // Closed at the end; a client too few is noticed by the count.
        }
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static ConversationId id(int number) {
        return new ConversationId("acme", "many-" + number);
    }

    private static String path(int number) {
        return "/v1/organizations/acme/conversations/many-%d/stream".formatted(number);
    }
}
