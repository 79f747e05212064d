package dev.parley.benchmarks.services;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What is measured.
 *
 * @param conversations file of conversations
 * @param limit plays so many of them at most
 * @param firstMessageOnly of each only the first message
 * @param concurrency conversations at once
 * @param modelLatency time that the model's stub takes
 * @param failures share of the model's calls that fail, percent
 * @param model {@code openai} or {@code azure-openai}
 * @param store {@code postgresql} or {@code sqlite}
 * @param each processes of each worker
 * @param heap largest heap of each process, as the JVM takes it
 * @param rollingRestart whether every process is restarted meanwhile
 * @param properties further settings of the services
 */
record ServicesSettings(
        String conversations,
        int limit,
        boolean firstMessageOnly,
        int concurrency,
        Duration modelLatency,
        double failures,
        String model,
        String store,
        int each,
        String heap,
        boolean rollingRestart,
        Map<String, String> properties) {
    ServicesSettings {
        require(limit >= 1, "--limit must be at least 1");
        require(concurrency >= 1 && concurrency <= 2_000, "--concurrency must be 1 to 2000");
        require(failures >= 0 && failures <= 100, "--failures must be 0 to 100");
        require(Set.of("openai", "azure-openai").contains(model), "there is no --model " + model);
        require(Set.of("postgresql", "sqlite").contains(store), "there is no --store " + store);
        require(each >= 1, "--each must be at least 1");
        properties = Map.copyOf(properties);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
