package dev.parley.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void freePortIsKeptAsWanted() {
        var port = LoopbackPort.free();

        assertThat(LoopbackPort.choose(port, "HTTP", "--port")).isEqualTo(port);
    }

    @Test
    void zeroMeansAnyFreePort() {
        assertThat(LoopbackPort.choose(0, "HTTP", "--port")).isBetween(1, 65_535);
    }

    @Test
    void listenerOnEveryAddressTakesThePortToo() throws IOException {
        try (var everywhere = new ServerSocket(0)) {
            assertThatThrownBy(
                            () -> LoopbackPort.choose(everywhere.getLocalPort(), "HTTP", "--port"))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(String.valueOf(everywhere.getLocalPort()))
                    .hasMessageContaining("HTTP");
        }
    }

    @Test
    void impossiblePortIsRefusedByItsOption() {
        assertThatThrownBy(() -> LoopbackPort.choose(65_536, "HTTP", "--port"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--port must be between 0 and 65535, but is 65536");
    }
}
