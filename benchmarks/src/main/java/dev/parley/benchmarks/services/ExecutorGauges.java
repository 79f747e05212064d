package dev.parley.benchmarks.services;

import dev.parley.standalone.services.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Reads the executors' own metrics twice a second and keeps the highest values. Thread-safe. */
final class ExecutorGauges implements AutoCloseable {
    private static final long SAMPLE_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final List<ServiceProcess> executors;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread sampler;
    private volatile double running;
    private volatile double heap;
    private volatile double threads;

    ExecutorGauges(List<ServiceProcess> executors) {
        this.executors = List.copyOf(executors);
        sampler = Thread.ofPlatform().daemon().name("bench-gauges").start(this::sample);
    }

    /** The most turns that one executor worked on at once. */
    double running() {
        return running;
    }

    /** The most heap that one executor had in use, garbage included, MiB. */
    double heapMebibytes() {
        return heap / (1 << 20);
    }

    /** The most platform threads that one executor had. */
    double platformThreads() {
        return threads;
    }

    private void sample() {
        try {
            while (!stop.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                for (var executor : executors) {
                    running = Math.max(running, metric(executor, "parley.executor.running"));
                    heap = Math.max(heap, metric(executor, "jvm.memory.used?tag=area:heap"));
                    threads = Math.max(threads, metric(executor, "jvm.threads.live"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The gauge's value, or 0 while the process does not answer. */
    private double metric(ServiceProcess process, String name) throws InterruptedException {
        return read(process, name).orElse(0);
    }

    private OptionalDouble read(ServiceProcess process, String name) throws InterruptedException {
        var address =
                URI.create("http://127.0.0.1:" + process.port() + "/actuator/metrics/" + name);
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? OptionalDouble.of(
                            JSON.readTree(answer.body())
                                    .path("measurements")
                                    .path(0)
                                    .path("value")
                                    .asDouble())
                    : OptionalDouble.empty();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        sampler.join();
        http.close();
    }
}
