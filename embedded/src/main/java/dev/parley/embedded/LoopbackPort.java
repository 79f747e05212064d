package dev.parley.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Chooses TCP ports of this machine's loopback address before a server binds them. */
public final class LoopbackPort {
    /** The only address our servers bind. */
    public static final String HOST = "127.0.0.1";

    private static final int CONNECT_MILLIS = 200;

    private LoopbackPort() {}

    /** Finds a port that nobody uses. It is not reserved: bind it soon. */
    public static int free() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(HOST, 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    /**
     * Settles the port a server is to bind: the wanted one, or any free one when 0 is wanted.
     *
     * @param wanted 0 to 65535
     * @param service name of the server for the error message, for example {@code Kafka}
     * @param option what the operator sets to choose another port, for example {@code --kafka-port}
     * @throws PortTakenException when somebody listens on the wanted port
     */
    public static int choose(int wanted, String service, String option) {
        if (wanted < 0 || wanted > 65_535) {
            throw new IllegalArgumentException(
                    option + " must be between 0 and 65535, but is " + wanted);
        }
        if (wanted == 0) {
            return free();
        }
        if (answers(wanted) || !canBind(wanted)) {
            throw new PortTakenException(wanted, service, option);
        }
        return wanted;
    }

    /**
     * Tells whether something accepts connections on the port; on macOS a bind alone does not
     * notice it.
     */
    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
