package dev.parley.benchmarks.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A port on loopback that passes everything on to another, answers later by a delay that may
 * change. Thread-safe.
 */
final class SlowRoad implements AutoCloseable {
    private final String host;
    private final int port;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;

    private SlowRoad(String host, int port, ServerSocket server) {
        this.host = host;
        this.port = port;
        this.server = server;
    }

    /** Opens one on a free port. */
    static SlowRoad to(String host, int port) throws IOException {
        var server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        var road = new SlowRoad(host, port, server);
        Thread.ofVirtual().name("slow-road").start(road::accept);
        return road;
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on answers take so much longer; what is on its way keeps its delay. */
    void delay(Duration time) {
        delayNanos = time.toNanos();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().name("slow-road-connection").start(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                var target = new Socket(host, port)) {
            open.add(client);
            open.add(target);
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            var there = Thread.ofVirtual().start(() -> pass(client, target));
            answer(client, target);
            there.join();
        } catch (IOException e) {
            // the other end is away: the client sees its connection end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them has gone; closing both tells the other
        }
    }

    private void answer(Socket client, Socket target) throws InterruptedException {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        var reader = Thread.ofVirtual().start(() -> read(target, pieces));
        try {
            send(client.getOutputStream(), pieces);
        } catch (IOException e) {
            // the client has gone
        }
        close(client);
        close(target);
        reader.join();
        open.remove(target);
    }

    private void read(Socket target, BlockingQueue<Piece> pieces) {
        try {
            InputStream input = target.getInputStream();
            var buffer = new byte[16 * 1024];
            for (int count = input.read(buffer); count > 0; count = input.read(buffer)) {
                var bytes = Arrays.copyOf(buffer, count);
                pieces.add(new Piece(bytes, System.nanoTime() + delayNanos));
            }
        } catch (IOException e) {
            // ended
        }
        pieces.add(Piece.END);
    }

    private static void send(OutputStream output, BlockingQueue<Piece> pieces)
            throws IOException, InterruptedException {
        for (var piece = pieces.take(); piece != Piece.END; piece = pieces.take()) {
            long left = piece.due() - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
            output.write(piece.bytes());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(SlowRoad::close);
    }

    private record Piece(byte[] bytes, long due) {
        static final Piece END = new Piece(new byte[0], 0);
    }
}
