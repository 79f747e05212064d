package dev.parley.testkit.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A model's server on loopback: {@code /v1/chat/completions}, Azure's {@code
 * /openai/v1/chat/completions} and {@code /openai/deployments/NAME/chat/completions?api-version=V},
 * plain and streamed; and {@code /v1/embeddings}, under {@code /openai} too, by {@link
 * StubVectors}. Echoes at once unless told otherwise. Thread-safe; stands thousands of calls at
 * once.
 */
public final class OpenAiStub implements AutoCloseable {
    /** Where a caller shows its key. */
    public enum KeyHeader {
        /** {@code Authorization: Bearer KEY}. */
        BEARER,
        /** {@code api-key: KEY}. */
        API_KEY
    }

    private static final int REMEMBERED = 64;
    private static final Pattern PATH =
            Pattern.compile(
                    "/v1/(chat/completions|embeddings)"
                            + "|/openai/v1/(chat/completions|embeddings)(\\?.*)?"
                            + "|/openai/deployments/[^/?]+/chat/completions\\?api-version=.+");

    private final KeyHeader header;
    private final String key;
    private final ServerSocket server;
    private final StubCounters counters = new StubCounters();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<StubCall> last = new ArrayDeque<>();
    private volatile StubBehaviour behaviour = StubReply::echo;
    private volatile boolean closed;

    private OpenAiStub(KeyHeader header, String key) throws IOException {
        this.header = header;
        this.key = key;
        server = new ServerSocket(0, 8_192, InetAddress.getLoopbackAddress());
    }

    /** Starts a stub on a free port; calls without this key in this header are refused. */
    public static OpenAiStub start(KeyHeader header, String key) {
        try {
            var stub = new OpenAiStub(header, key);
            Thread.ofVirtual().name("openai-stub").start(stub::accept);
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on answers like this. */
    public void answering(StubBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** From now on answers every call like this. */
    public void answering(StubReply reply) {
        this.behaviour = _ -> reply;
    }

    /** What it has seen so far. */
    public StubCounts counts() {
        return counters.now();
    }

    /** The newest calls, at most 64, oldest first. */
    public List<StubCall> calls() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                if (closed) { // a connection that came while the port was being freed
                    socket.close();
                    return;
                }
                Thread.ofVirtual().name("openai-stub-connection").start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the stub has ended.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var connection = new StubConnection(socket);
            for (var request = connection.next(); request != null; request = connection.next()) {
                if (!serve(connection, request)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone, or the stub was closed.
        } finally {
            open.remove(socket);
        }
    }

    private boolean serve(StubConnection connection, StubConnection.Request request)
            throws IOException {
        var body = CompletionJson.JSON.readTree(request.body());
        var call = new StubCall(counters.begun(), request.path(), request.headers(), body);
        remember(call);
        var reply = reply(call);
        var exchange = new StubExchange(connection, call, reply);
        var failure = reply.failure();
        try {
            return exchange.answer();
        } catch (IOException e) {
            failure = failure == null ? StubFailure.ABANDONED : failure;
            throw e;
        } finally {
            counters.ended(failure, exchange.tokens());
        }
    }

    private StubReply reply(StubCall call) {
        if (!PATH.matcher(call.path()).matches()) {
            return StubReply.text("").failing(StubFailure.NOT_FOUND);
        }
        var shown =
                switch (header) {
                    case BEARER -> call.headers().get("authorization");
                    case API_KEY -> call.headers().get("api-key");
                };
        var wanted = header == KeyHeader.BEARER ? "Bearer " + key : key;
        return wanted.equals(shown)
                ? behaviour.reply(call)
                : StubReply.text("").failing(StubFailure.KEY_REFUSED);
    }

    private void remember(StubCall call) {
        synchronized (last) {
            if (last.size() == REMEMBERED) {
                last.removeFirst();
            }
            last.addLast(call);
        }
    }

    /** Ends all calls and frees the port. */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
