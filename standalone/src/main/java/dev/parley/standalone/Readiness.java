package dev.parley.standalone;

import dev.parley.kafka.Worker;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.TopicSettings;
import dev.parley.standalone.client.ParleyClient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Waits until the first message will not have to wait: topics there, workers with their partitions,
 * health up.
 */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long POLL_MILLIS = 50;
    private static final String ASSIGNED = "assigned-partitions";
    private static final String CONSUMERS =
            "kafka.consumer:type=consumer-coordinator-metrics,client-id=parley-*";

    private final Admin admin;
    private final TopicCatalogue catalogue;
    private final int workers;
    private final ParleyClient client;

    private Readiness(Admin admin, ApplicationContext context, ParleyClient client) {
        this.admin = admin;
        this.catalogue = context.getBean(TopicCatalogue.class);
        this.workers = context.getBeansOfType(Worker.class).size();
        this.client = client;
    }

    /**
     * @throws CommandException naming what is missing when it takes more than two minutes
     */
    static void await(ApplicationContext context, ParleyClient client) {
        var brokers = context.getBean(KafkaAdmin.class).getConfigurationProperties();
        try (var admin = Admin.create(brokers)) {
            new Readiness(admin, context, client).await();
        } catch (ExecutionException | JMException e) {
            throw new CommandException("cannot tell whether Parley is ready: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while starting", e);
        }
    }

    private void await() throws ExecutionException, InterruptedException, JMException {
        var end = System.nanoTime() + LIMIT.toNanos();
        for (var missing = missing(); !missing.isEmpty(); missing = missing()) {
            if (System.nanoTime() > end) {
                throw new CommandException(
                        "Parley did not get ready within %d s: %s"
                                .formatted(LIMIT.toSeconds(), missing));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** What is not there yet; empty when all is. */
    private String missing() throws ExecutionException, InterruptedException, JMException {
        if (!hasTopics()) {
            return "topics are missing";
        }
        if (!hasPartitions()) {
            return "not every worker has its partitions";
        }
        return client.isHealthy() ? "" : "the health check is not UP";
    }

    private boolean hasTopics() throws ExecutionException, InterruptedException {
        var names = catalogue.all().stream().map(TopicSettings::name).toList();
        return admin.listTopics().names().get().containsAll(names);
    }

    /** Each of our consumers has partitions, and no member of a killed process holds any back. */
    private boolean hasPartitions() throws ExecutionException, InterruptedException, JMException {
        return consumersWithPartitions() >= workers && groupsOfOneMember() >= workers;
    }

    private static long consumersWithPartitions() throws JMException {
        var beans = ManagementFactory.getPlatformMBeanServer();
        var count = 0L;
        for (var name : beans.queryNames(new ObjectName(CONSUMERS), null)) {
            if (beans.getAttribute(name, ASSIGNED) instanceof Number assigned
                    && assigned.doubleValue() > 0) {
                count++;
            }
        }
        return count;
    }

    private long groupsOfOneMember() throws ExecutionException, InterruptedException {
        var ours =
                admin.listGroups().all().get().stream()
                        .map(group -> group.groupId())
                        .filter(id -> id.startsWith(catalogue.prefix()))
                        .collect(Collectors.toSet());
        return admin.describeConsumerGroups(ours).all().get().values().stream()
                .filter(group ->
                        group.groupState() == GroupState.STABLE && group.members().size() == 1)
                .count();
    }
}
