package dev.parley.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer$;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own combined server, with one step in between: a controller that finds a crashed broker
 * still registered refuses the next one until the session is over. Our session lasts minutes, as
 * nobody could take over; and as the lock of the directory says that the former broker is dead, its
 * registration is ended instead of waited for.
 */
final class SoleBroker {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 5;

    /** Kafka writes it at the end of a good stop, and deletes it at the start. */
    private static final String GOOD_STOP = ".kafka_cleanshutdown";

    private final boolean afterCrash;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private SoleBroker(boolean afterCrash, ControllerServer controller, BrokerServer broker) {
        this.afterCrash = afterCrash;
        this.controller = controller;
        this.broker = broker;
    }

    /**
     * @param log its formatted log directory, which no other process uses
     */
    static SoleBroker of(KafkaConfig config, Path log) {
        var afterCrash = !Files.exists(log.resolve(GOOD_STOP));
        var directories =
                KafkaRaftServer$.MODULE$.initializeLogDirs(
                        config, LoggerFactory.getLogger(SoleBroker.class), "");
        var shared = sharedServer(config, directories._1());
        return new SoleBroker(
                afterCrash,
                new ControllerServer(
                        shared, KafkaRaftServer$.MODULE$.configSchema(), directories._2()),
                new BrokerServer(shared));
    }

    private static SharedServer sharedServer(
            KafkaConfig config, MetaPropertiesEnsemble directories) {
        var cluster = directories.clusterId().orElseThrow();
        var quorum = config.quorumConfig();
        return new SharedServer(
                config,
                directories,
                Time.SYSTEM,
                Server$.MODULE$.initializeMetrics(config, Time.SYSTEM, cluster),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
    }

    /** Starts it and returns when it serves clients. */
    void start() {
        controller.startup();
        if (afterCrash) {
            endFormerRegistration();
        }
        broker.startup();
    }

    private void endFormerRegistration() {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!isFormerRegistrationEnded()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Kafka's controller did not start within " + LIMIT);
            }
        }
    }

    private boolean isFormerRegistrationEnded() {
        try {
            var request =
                    new ControllerRequestContext(
                            new RequestHeaderData(),
                            KafkaPrincipal.ANONYMOUS,
                            OptionalLong.empty());
            controller
                    .controller()
                    .unregisterBroker(request, BrokerSettings.NODE_ID)
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case BrokerIdNotRegisteredException _ -> true; // it died before it had registered
                case NotControllerException _ -> rest(); // it reads its log still
                case null, default ->
                        throw new IllegalStateException(
                                "Kafka cannot forget its former broker", e.getCause());
            };
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka's controller does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while Kafka starts", e);
    }

    /** Stops it and waits until it is gone; a second call does nothing. */
    void stop() {
        broker.shutdown(STOP_LIMIT);
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
