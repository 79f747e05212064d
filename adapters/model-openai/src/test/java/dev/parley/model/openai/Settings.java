package dev.parley.model.openai;

import java.net.URI;
import java.time.Duration;

/** Settings as tests want them. */
final class Settings {
    private Settings() {}

    static OpenAiProperties of(URI server, String key, Duration timeout) {
        return of(server, key, KeyHeader.BEARER, timeout);
    }

    static OpenAiProperties of(URI server, String key, KeyHeader header, Duration timeout) {
        return new OpenAiProperties(
                server,
                key,
                null,
                header,
                "gpt-test",
                timeout,
                Duration.ofSeconds(5),
                null,
                null,
                2_000);
    }
}
