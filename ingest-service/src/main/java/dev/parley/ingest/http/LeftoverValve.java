package dev.parley.ingest.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Takes what is left of a body that no handler wanted, so that a client that is still sending gets
 * to read the answer, but not for ever: refused or not, a body that trickles in ends with its
 * connection.
 */
final class LeftoverValve extends ValveBase {
    private static final int PIECE = 8_192;

    private final long patienceNanos;

    LeftoverValve(Duration patience) {
        super(true);
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        // Before the answer goes out: clients take a connection for free once they have it.
        if (!request.isAsync() && !request.isFinished() && !isTaken(request)) {
            response.finishResponse();
            // Never kept: the rest of the body would be read as the next request.
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    private boolean isTaken(Request request) {
        long deadline = System.nanoTime() + patienceNanos;
        var piece = new byte[PIECE];
        try {
            var in = request.getStream();
            while (System.nanoTime() - deadline < 0) {
                if (in.read(piece) < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }
}
