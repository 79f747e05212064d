package dev.parley.kafka;

import dev.parley.conversation.Dependency;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** The brokers, asked for nothing but who they are, which needs no right. */
final class Brokers implements Dependency, AutoCloseable {
    private static final int LIMIT_MILLIS = 2_000;

    private final Admin admin;

    Brokers(Map<String, Object> configuration) {
        admin = Admin.create(configuration);
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public boolean answers() {
        try {
            var _ =
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(LIMIT_MILLIS))
                            .clusterId()
                            .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
