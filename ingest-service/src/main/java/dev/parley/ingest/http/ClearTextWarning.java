package dev.parley.ingest.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says at the start that keys and messages go over a network in clear, where they do. Whether a
 * proxy encrypts them before they get there cannot be seen from here.
 */
final class ClearTextWarning implements ApplicationListener<ServletWebServerInitializedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ClearTextWarning.class);

    private final ServerProperties server;

    ClearTextWarning(ServerProperties server) {
        this.server = server;
    }

    @Override
    public void onApplicationEvent(ServletWebServerInitializedEvent started) {
        boolean isApi = started.getApplicationContext().getServerNamespace() == null;
        if (isApi && isReachable(server.getAddress()) && !Ssl.isEnabled(server.getSsl())) {
            LOG.warn(
                    "the API listens on {} without TLS: whoever sees the network can read keys and"
                            + " messages. Put a proxy that encrypts in front of it and let nobody"
                            + " else reach it, or set server.ssl; see \"In front of the edge\" in"
                            + " docs/operating.md",
                    where(server.getAddress()));
        }
    }

    /** An address that is not said is every address. */
    private static boolean isReachable(@Nullable InetAddress address) {
        return address == null || !address.isLoopbackAddress();
    }

    private static String where(@Nullable InetAddress address) {
        return address == null ? "every address" : address.getHostAddress();
    }
}
