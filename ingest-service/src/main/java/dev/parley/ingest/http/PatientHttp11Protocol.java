package dev.parley.ingest.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that closes connections whose request line and headers take too long as a whole. Tomcat
 * bounds each read alone, so that a byte now and then holds a connection for ever. Public because
 * Tomcat makes it by its name.
 */
public final class PatientHttp11Protocol extends Http11NioProtocol {
    private static final long LOOKS_WITHIN = 4;

    private Duration headerTimeout = Duration.ofSeconds(20);
    private @Nullable ScheduledFuture<?> looks;

    /** How long the first line and all headers may take. To be set before the start. */
    void setHeaderTimeout(Duration value) {
        headerTimeout = value;
    }

    @Override
    public void start() throws Exception {
        super.start();
        long pause = Math.max(1, headerTimeout.toMillis() / LOOKS_WITHIN);
        looks =
                getUtilityExecutor()
                        .scheduleWithFixedDelay(
                                this::closeLate, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }

    private void closeLate() {
        for (var connection : getEndpoint().getConnections()) {
            if (isLate(connection)) {
                connection.close();
            }
        }
    }

    /**
     * Only a request that waits for more of its headers leaves its processor with its connection.
     */
    private boolean isLate(SocketWrapperBase<?> connection) {
        if (!(connection.getCurrentProcessor() instanceof Processor waiting)
                || waiting.isAsync()
                || waiting.isUpgrade()) {
            return false;
        }
        var request = waiting.getRequest();
        return request != null
                && request.getStartTimeNanos() >= 0
                && System.nanoTime() - request.getStartTimeNanos() > headerTimeout.toNanos();
    }
}
