package dev.parley.model.azure;

import com.azure.ai.openai.OpenAIAsyncClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.UrlBuilder;
import java.net.MalformedURLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The SDK's client with a pipeline of our own: nothing retries, logs or counts but us. */
final class AzureClient implements AutoCloseable {
    /** Servers close idle connections after a minute or more; we are first. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(50);

    private final ConnectionProvider pool;
    private final OpenAIAsyncClient client;

    AzureClient(AzureOpenAiProperties properties) {
        pool =
                ConnectionProvider.builder("parley-model")
                        .maxConnections(properties.maxConcurrent())
                        // Calls that were just given up may still hold their connections.
                        .pendingAcquireMaxCount(properties.maxConcurrent())
                        .pendingAcquireTimeout(properties.timeout())
                        .maxIdleTime(KEEP_ALIVE)
                        .build();
        // Reactor Netty repeats a request by itself when a pooled connection turns out dead.
        var http =
                new NettyAsyncHttpClientBuilder(HttpClient.create(pool).disableRetry(true))
                        .connectTimeout(properties.connectTimeout())
                        .writeTimeout(properties.timeout())
                        .responseTimeout(properties.timeout())
                        .readTimeout(properties.timeout())
                        .build();
        var policy = new CallPolicy(properties.key().value(), properties.apiVersion());
        client =
                new OpenAIClientBuilder()
                        .endpoint(String.valueOf(properties.endpoint()))
                        .pipeline(
                                new HttpPipelineBuilder().httpClient(http).policies(policy).build())
                        .buildAsyncClient();
    }

    OpenAIAsyncClient get() {
        return client;
    }

    @Override
    public void close() {
        pool.dispose();
    }

    /**
     * Shows the key, which the SDK itself does over https only, asks for the version, and binds the
     * exchange to its call.
     */
    private record CallPolicy(String key, @Nullable String apiVersion)
            implements HttpPipelinePolicy {
        private static final HttpHeaderName API_KEY = HttpHeaderName.fromString("api-key");

        @Override
        public Mono<HttpResponse> process(
                HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            return Mono.deferContextual(view -> {
                var request = context.getHttpRequest();
                request.setHeader(API_KEY, key);
                if (apiVersion != null) {
                    var url = UrlBuilder.parse(request.getUrl());
                    url.setQueryParameter("api-version", apiVersion);
                    try {
                        request.setUrl(url.toUrl());
                    } catch (MalformedURLException e) {
                        return Mono.error(e);
                    }
                }
                return view.get(AzureCall.class).bound(request, next.process());
            });
        }

        @Override
        public String toString() {
            return "CallPolicy";
        }
    }
}
