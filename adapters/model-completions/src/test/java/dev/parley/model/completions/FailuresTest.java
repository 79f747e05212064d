package dev.parley.model.completions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.ModelException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, UNAVAILABLE",
        "402, UNAVAILABLE",
        "403, UNAVAILABLE",
        "404, UNAVAILABLE",
        "408, TIMEOUT",
        "413, REJECTED",
        "422, REJECTED",
        "429, RATE_LIMITED",
        "302, UNAVAILABLE",
        "500, UNAVAILABLE",
        "504, UNAVAILABLE",
        "529, UNAVAILABLE"
    })
    void statusTellsTheKind(int status, Kind kind) {
        assertThat(Failures.refused(status, null, _ -> null).kind()).isEqualTo(kind);
    }

    @Test
    void onlyCodesWeKnowAreShown() {
        assertThat(Failures.refused(429, "insufficient_quota", _ -> null))
                .hasMessageContaining("insufficient_quota");
        assertThat(Failures.refused(401, "sk-1234", _ -> null)).hasMessageNotContaining("sk-1234");
    }

    @Test
    void onlyWhatTheNetworkSaidIsKeptAsCause() {
        var network = new ConnectException("Connection refused");

        assertThat(Failures.unreachable(new IllegalStateException("prompt", network)))
                .hasCause(network)
                .hasMessageContaining("ConnectException")
                .hasMessageNotContaining("prompt");
        assertThat(Failures.cut(new IllegalStateException(new IOException("prompt")))).hasNoCause();
    }
}
