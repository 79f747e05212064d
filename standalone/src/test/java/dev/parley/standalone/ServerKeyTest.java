package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server gets to see which key; a listener stands for the server. */
class ServerKeyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path data;

    @SuppressWarnings("NullAway.Init") // started before each test
    private HttpServer listener;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(LoopbackPort.HOST, 0), 0);
        listener.createContext(
                "/",
                request -> {
                    seen.add(request.getRequestHeaders().getFirst("Authorization"));
                    var body = "{}".getBytes(StandardCharsets.UTF_8);
                    request.sendResponseHeaders(404, body.length);
                    request.getResponseBody().write(body);
                    request.close();
                });
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.stop(0);
    }

    @Test
    void keyOfTheDirectoryGoesToTheServerOfTheDirectory() {
        var key = OperatorKey.of(data).text();
        announce(address());

        why("--data", data.toString());
        why("--data", data.toString(), "--server", address().toString());

        assertThat(seen).containsExactly("Bearer " + key, "Bearer " + key);
    }

    @Test
    void anotherServerNeverSeesTheKeyOfTheDirectory() {
        OperatorKey.of(data);
        announce(URI.create("http://127.0.0.1:" + LoopbackPort.free()));

        var refused = why("--data", data.toString(), "--server", address().toString());

        assertThat(seen).isEmpty();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .hasLineCount(1)
                .startsWith(
                        "parley: "
                                + address()
                                + " needs its own API key, by --key-file, PARLEY_KEY or --key");
    }

    @Test
    void whoeverListensAfterAKilledParleyDoesNotSeeTheKey() throws IOException {
        OperatorKey.of(data);
        var gone = new ProcessBuilder("true").start();
        gone.onExit().join();
        Files.writeString(
                data.resolve("server.json"),
                "{\"address\": \"%s\", \"pid\": %d}".formatted(address(), gone.pid()));

        var refused = why("--data", data.toString());

        assertThat(seen).isEmpty();
        assertThat(refused.err()).contains("was killed; start it again with ./parley up");
    }

    @Test
    void namedServerGetsTheKeyOfTheFile() throws IOException {
        var file = Files.writeString(data.resolve("key"), "the-key\n");

        why("--server", address().toString(), "--key-file", file.toString());

        assertThat(seen).containsExactly("Bearer the-key");
    }

    @Test
    void fileThatHoldsNoKeyIsNamed() throws IOException {
        var file = Files.writeString(data.resolve("key"), "one\ntwo\n");

        var refused = why("--server", address().toString(), "--key-file", file.toString());

        assertThat(refused.err()).contains(file + " must hold one line, the API key");
        assertThat(seen).isEmpty();
    }

    @Test
    void playedServerNeedsItsOwnKeyToo() {
        var refused =
                Captured.command(
                        "demo", "--conversations", "sample", "--server", address().toString());

        assertThat(refused.err()).contains(address() + " needs its own API key");
        assertThat(seen).isEmpty();
    }

    @Test
    void keyThatTravelsInClearTextIsWarnedOf() {
        var failed = why("--server", "http://parley.invalid:1", "--key", "k");

        assertThat(failed.err())
                .contains("the API key goes to http://parley.invalid:1 unencrypted");
    }

    private Captured why(String... options) {
        var arguments = new ArrayList<>(List.of("why", "demo", "m1"));
        arguments.addAll(List.of(options));
        return Captured.command(arguments.toArray(String[]::new));
    }

    private void announce(URI address) {
        new ServerFile(data).write(address, "none", "none");
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + listener.getAddress().getPort());
    }
}
