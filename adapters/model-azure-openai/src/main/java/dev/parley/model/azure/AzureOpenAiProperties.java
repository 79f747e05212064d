package dev.parley.model.azure;

import dev.parley.model.completions.ApiKey;
import dev.parley.model.completions.SettingRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the deployment is and how long we wait for it. Exactly one of {@code api-key} and {@code
 * api-key-file} is needed.
 *
 * @param endpoint http or https address of the resource, without user, query and fragment
 * @param apiKey the key; never printed
 * @param apiKeyFile a file that holds the key and nothing else, read at start
 * @param deployment name of the deployment
 * @param apiVersion version of the interface, such as 2024-10-21; default the newest that the SDK
 *     knows
 * @param timeout longest call, from asking to the last piece, at least 1 ms; default 60 s
 * @param connectTimeout longest wait for a connection, at least 1 ms; default 5 s
 * @param maxCompletionTokens longest answer in tokens, at least 1; default none: the model's own
 * @param temperature 0 to 2; default none: the model's own, and some take no other
 * @param maxConcurrent calls at once, at least 1; further ones wait; default 2000
 */
@ConfigurationProperties(prefix = AzureOpenAiProperties.PREFIX, ignoreUnknownFields = false)
record AzureOpenAiProperties(
        @Nullable URI endpoint,
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @Nullable String deployment,
        @Nullable String apiVersion,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("5s") Duration connectTimeout,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @DefaultValue("2000") int maxConcurrent) {
    static final String PREFIX = "parley.model.azure-openai";
    private static final SettingRules RULES = new SettingRules(PREFIX);

    AzureOpenAiProperties {
        RULES.requireAddress("endpoint", endpoint);
        ApiKey.requireOne(PREFIX, apiKey, apiKeyFile);
        RULES.require(
                deployment != null && deployment.matches("[A-Za-z0-9._-]+"),
                "deployment",
                "the name of a deployment, of A-Z a-z 0-9 . _ -");
        RULES.require(
                apiVersion == null || apiVersion.matches("[0-9A-Za-z-]+"),
                "api-version",
                "a version such as 2024-10-21");
        RULES.requireTime("timeout", timeout);
        RULES.requireTime("connect-timeout", connectTimeout);
        RULES.requirePositive("max-completion-tokens", maxCompletionTokens);
        RULES.requireTemperature("temperature", temperature);
        RULES.requirePositive("max-concurrent", maxConcurrent);
    }

    /** The name of the deployment, which is always given. */
    String deploymentName() {
        return deployment == null ? "" : deployment;
    }

    /** Reads the key. */
    ApiKey key() {
        return ApiKey.of(PREFIX, apiKey, apiKeyFile);
    }

    /** Deployment and address, without what is secret. */
    @Override
    public String toString() {
        return deployment + " at " + endpoint;
    }
}
