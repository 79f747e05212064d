package dev.parley.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import dev.parley.model.completions.ApiKey;
import java.net.URI;
import java.time.Duration;

/**
 * How a server is reached. Nothing is tried again, no redirect is followed (the key stays where it
 * was sent) and nothing of a call is logged.
 *
 * @param connectTimeout longest wait for a connection
 * @param idle connections that are kept open at most
 */
record OpenAiConnection(URI baseUrl, KeyHeader keyHeader, Duration connectTimeout, int idle) {
    /** Servers close idle connections after a minute or more; we are first. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(50);

    /** Makes a client; nothing is sent before the first call. */
    OpenAIClient open(ApiKey key) {
        var builder =
                OpenAIOkHttpClient.builder()
                        .baseUrl(baseUrl.toString())
                        .maxRetries(0)
                        .followRedirects(false)
                        .maxIdleConnections(idle)
                        .keepAliveDuration(KEEP_ALIVE)
                        .logLevel(LogLevel.OFF);
        keyHeader.show(key, builder);
        return builder.build();
    }

    /** A call that may take this time in all. */
    RequestOptions within(Duration time) {
        return RequestOptions.builder()
                .timeout(
                        Timeout.builder()
                                .connect(connectTimeout.compareTo(time) < 0 ? connectTimeout : time)
                                .read(time)
                                .write(time)
                                .request(time)
                                .build())
                .build();
    }
}
