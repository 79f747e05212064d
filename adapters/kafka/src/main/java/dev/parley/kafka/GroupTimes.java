package dev.parley.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * How soon the brokers notice that a worker's process was killed. In the new group protocol they
 * say so and not the client: 45 s unless told otherwise, in which a part of all conversations
 * stands still.
 */
final class GroupTimes implements SmartLifecycle {
    static final String SESSION = "consumer.session.timeout.ms";
    static final String HEARTBEAT = "consumer.heartbeat.interval.ms";

    private static final Logger LOG = LoggerFactory.getLogger(GroupTimes.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int HEARTBEATS = 3;

    private final Map<String, Object> brokers;
    private final Supplier<List<String>> groups;
    private final Duration session;

    /**
     * @param brokers configuration of an admin client
     * @param groups the groups of this process, asked for when it starts
     * @param session how long a member may be silent
     */
    GroupTimes(Map<String, Object> brokers, Supplier<List<String>> groups, Duration session) {
        this.brokers = brokers;
        this.groups = groups;
        this.session = session;
    }

    /** Shortens the session of each group that has a longer one; what brokers refuse is told. */
    @Override
    public void start() {
        var wanted = groups.get();
        if (wanted.isEmpty()) {
            return;
        }
        try (var admin = Admin.create(brokers)) {
            apply(admin, wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }

    /** Before the workers, which join the groups. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 60;
    }

    private void apply(Admin admin, List<String> groups) throws InterruptedException {
        for (var group : groups) {
            try {
                apply(admin, new ConfigResource(ConfigResource.Type.GROUP, group));
            } catch (ExecutionException | TimeoutException e) {
                var cause = e.getCause() == null ? e : e.getCause();
                LOG.warn(
                        "group {} keeps the brokers' session time, so that a killed process is waited for that long (45 s by default): set group.consumer.min.session.timeout.ms={} and group.consumer.min.heartbeat.interval.ms={} at the brokers and allow AlterConfigs on the group, or use group.protocol=classic with session.timeout.ms={} ({})",
                        group,
                        session.toMillis(),
                        heartbeat(),
                        session.toMillis(),
                        cause.toString());
            }
        }
    }

    private void apply(Admin admin, ConfigResource group)
            throws ExecutionException, InterruptedException, TimeoutException {
        var held =
                Objects.requireNonNull(admin.describeConfigs(List.of(group)).values().get(group))
                        .get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        if (millis(held, SESSION) <= session.toMillis()) {
            return;
        }
        long heartbeat = Math.min(heartbeat(), millis(held, HEARTBEAT));
        var changes = List.of(set(SESSION, session.toMillis()), set(HEARTBEAT, heartbeat));
        var _ =
                admin.incrementalAlterConfigs(Map.of(group, changes))
                        .all()
                        .get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        LOG.info("group {} has a session of {} from now on", group.name(), session);
    }

    private long heartbeat() {
        return session.toMillis() / HEARTBEATS;
    }

    private static long millis(Config config, String name) {
        var entry = config.get(name);
        return entry == null || entry.value() == null
                ? Long.MAX_VALUE
                : Long.parseLong(entry.value());
    }

    private static AlterConfigOp set(String name, long value) {
        return new AlterConfigOp(
                new ConfigEntry(name, Long.toString(value)), AlterConfigOp.OpType.SET);
    }
}
