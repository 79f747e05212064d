package dev.parley.model.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import dev.parley.model.completions.RequestIds;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One call on its way, which travels in Reactor's context. Its end closes the connection if the
 * answer is not complete: the SDK keeps a stream in a cache that passes no cancellation on.
 */
final class AzureCall {
    private static final HttpHeaderName REQUEST_ID =
            HttpHeaderName.fromString("x-ms-client-request-id");

    private final String requestId;
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean answered;

    AzureCall(String requestId) {
        this.requestId = requestId;
    }

    /** The exchange, which is given up when the call ends. */
    Mono<HttpResponse> bound(HttpRequest request, Mono<HttpResponse> exchange) {
        RequestIds.header(requestId).ifPresent(id -> request.setHeader(REQUEST_ID, id));
        return exchange.takeUntilOther(over.asMono())
                .map(response -> {
                    answered = true;
                    return new BoundResponse(response, over.asMono());
                });
    }

    /** Whether the server has begun to answer. */
    boolean answered() {
        return answered;
    }

    /** The caller has its answer, or wants it no more. */
    void end() {
        over.tryEmitEmpty();
    }

    /** A response whose body ends with the call. */
    private static final class BoundResponse extends HttpResponse {
        private final HttpResponse response;
        private final Mono<Void> over;

        BoundResponse(HttpResponse response, Mono<Void> over) {
            super(response.getRequest());
            this.response = response;
            this.over = over;
        }

        @Override
        public int getStatusCode() {
            return response.getStatusCode();
        }

        @Override
        @Deprecated
        public @Nullable String getHeaderValue(String name) {
            return response.getHeaders().getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return response.getHeaders();
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return response.getBody().takeUntilOther(over);
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return response.getBodyAsByteArray().takeUntilOther(over);
        }

        @Override
        public Mono<String> getBodyAsString() {
            return response.getBodyAsString().takeUntilOther(over);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return response.getBodyAsString(charset).takeUntilOther(over);
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
