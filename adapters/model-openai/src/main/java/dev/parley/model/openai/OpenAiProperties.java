package dev.parley.model.openai;

import dev.parley.model.completions.ApiKey;
import dev.parley.model.completions.SettingRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the model is and how long we wait for it. Exactly one of {@code api-key} and {@code
 * api-key-file} is needed; a server that asks for none takes any.
 *
 * @param baseUrl http or https address up to and with {@code /v1}, without user, query and
 *     fragment; default OpenAI's own
 * @param apiKey the key; never printed
 * @param apiKeyFile a file that holds the key and nothing else, read at start
 * @param keyHeader where the key goes; default {@code bearer}
 * @param model name of the model, or of Azure's deployment
 * @param timeout longest call, from asking to the last piece, at least 1 ms; default 60 s
 * @param connectTimeout longest wait for a connection, at least 1 ms; default 5 s
 * @param maxCompletionTokens longest answer in tokens, at least 1; default none: the model's own
 * @param temperature 0 to 2; default none: the model's own, and some take no other
 * @param maxConcurrent calls at once, at least 1; further ones wait; default 2000
 */
@ConfigurationProperties(prefix = OpenAiProperties.PREFIX, ignoreUnknownFields = false)
record OpenAiProperties(
        @DefaultValue("https://api.openai.com/v1") URI baseUrl,
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @DefaultValue("bearer") KeyHeader keyHeader,
        @Nullable String model,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("5s") Duration connectTimeout,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @DefaultValue("2000") int maxConcurrent) {
    static final String PREFIX = "parley.model.openai";
    private static final SettingRules RULES = new SettingRules(PREFIX);

    OpenAiProperties {
        RULES.requireAddress("base-url", baseUrl);
        ApiKey.requireOne(PREFIX, apiKey, apiKeyFile);
        RULES.require(model != null && !model.isBlank(), "model", "the name of a model");
        RULES.requireTime("timeout", timeout);
        RULES.requireTime("connect-timeout", connectTimeout);
        RULES.requirePositive("max-completion-tokens", maxCompletionTokens);
        RULES.requireTemperature("temperature", temperature);
        RULES.requirePositive("max-concurrent", maxConcurrent);
    }

    /** The name of the model, which is always given. */
    String modelName() {
        return model == null ? "" : model;
    }

    /** Reads the key. */
    ApiKey key() {
        return ApiKey.of(PREFIX, apiKey, apiKeyFile);
    }

    /** Model and address, without what is secret. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }
}
