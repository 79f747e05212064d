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
 * The embedding model behind a server. Processes that publish documents and processes that search
 * them need the same {@code model} and {@code dimensions}: vectors of others are not compared.
 * Exactly one of {@code api-key} and {@code api-key-file} is needed; a server that asks for none
 * takes any.
 *
 * @param baseUrl http or https address up to and with {@code /v1}, without user, query and
 *     fragment; default OpenAI's own
 * @param apiKey the key; never printed
 * @param apiKeyFile a file that holds the key and nothing else, read at start
 * @param keyHeader where the key goes; default {@code bearer}
 * @param model name of the model, or of Azure's deployment; also how its vectors are told from
 *     others, so an Azure deployment that gets another model needs another name
 * @param dimensions length of each vector, 1 to 1,024, which is what the index holds; default 512
 * @param shorten whether the server is asked for vectors of that length; false for models that have
 *     one length only; default true
 * @param maxTokens bytes of a passage in UTF-8, 64 to 8,191: no text has more tokens than that, so
 *     at most what the model reads; default 1,000, some 160 words
 * @param batchSize texts of one call, 1 to 2,048; times {@code max-tokens} at most 300,000, what a
 *     call may have; default 64
 * @param timeout longest call, at least 1 ms; default 10 s. A planner goes on without passages
 *     before, see {@code parley.retrieval.within}
 * @param connectTimeout longest wait for a connection, at least 1 ms; default 2 s
 */
@ConfigurationProperties(prefix = OpenAiEmbeddingsProperties.PREFIX, ignoreUnknownFields = false)
record OpenAiEmbeddingsProperties(
        @DefaultValue("https://api.openai.com/v1") URI baseUrl,
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @DefaultValue("bearer") KeyHeader keyHeader,
        @Nullable String model,
        @DefaultValue("512") int dimensions,
        @DefaultValue("true") boolean shorten,
        @DefaultValue("1000") int maxTokens,
        @DefaultValue("64") int batchSize,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("2s") Duration connectTimeout) {
    static final String PREFIX = "parley.embeddings.openai";
    private static final SettingRules RULES = new SettingRules(PREFIX);

    private static final int MAX_DIMENSIONS = 1_024;
    private static final int LEAST_TOKENS = 64;
    private static final int MOST_TOKENS = 8_191;
    private static final int MAX_BATCH = 2_048;
    private static final int MAX_TOKENS_OF_A_CALL = 300_000;

    OpenAiEmbeddingsProperties {
        RULES.requireAddress("base-url", baseUrl);
        ApiKey.requireOne(PREFIX, apiKey, apiKeyFile);
        RULES.require(model != null && !model.isBlank(), "model", "the name of a model");
        RULES.require(
                dimensions >= 1 && dimensions <= MAX_DIMENSIONS, "dimensions", "from 1 to 1,024");
        RULES.require(
                maxTokens >= LEAST_TOKENS && maxTokens <= MOST_TOKENS,
                "max-tokens",
                "from 64 to 8,191");
        RULES.require(batchSize >= 1 && batchSize <= MAX_BATCH, "batch-size", "from 1 to 2,048");
        RULES.require(
                batchSize * maxTokens <= MAX_TOKENS_OF_A_CALL,
                "batch-size",
                "smaller: times max-tokens it must be at most 300,000");
        RULES.requireTime("timeout", timeout);
        RULES.requireTime("connect-timeout", connectTimeout);
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
