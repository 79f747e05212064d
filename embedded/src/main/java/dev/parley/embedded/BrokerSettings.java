package dev.parley.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The properties of a single broker that is its own controller: one replica of everything, few
 * threads, and times short enough for a machine with one node.
 *
 * @param logDirectory where records and metadata are kept
 * @param port loopback port of clients
 * @param controllerPort loopback port on which the node talks to itself; may change between starts
 */
record BrokerSettings(Path logDirectory, int port, int controllerPort) {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "PLAINTEXT";

    /** All properties; those given win over ours. */
    Map<String, String> with(Map<String, String> extra) {
        var properties = new HashMap<String, String>();
        addIdentity(properties);
        addSingleReplicas(properties);
        addGroupTimes(properties);
        addPatience(properties);
        addSmallFootprint(properties);
        properties.putAll(extra);
        return properties;
    }

    private void addIdentity(Map<String, String> properties) {
        var controller = LoopbackPort.HOST + ":" + controllerPort;
        var clients = CLIENT_LISTENER + "://" + LoopbackPort.HOST + ":" + port;
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
        properties.put("advertised.listeners", clients);
        properties.put(
                "listener.security.protocol.map",
                CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
        // A static voter: the metadata log does not remember the address, so the next start may use
        // another port.
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.put("log.dirs", logDirectory.toString());
        properties.put("auto.create.topics.enable", "false");
    }

    private static void addSingleReplicas(Map<String, String> properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("num.partitions", "4");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        for (var topic : new String[] {"transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".min.isr", "1");
            properties.put(topic + ".num.partitions", "4");
        }
    }

    private static void addGroupTimes(Map<String, String> properties) {
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.initial.rebalance.delay.ms", "0");
        for (var group : new String[] {"consumer", "share", "streams"}) {
            // The default heartbeat makes every rebalance take 5 s.
            properties.put("group." + group + ".min.heartbeat.interval.ms", "500");
            properties.put("group." + group + ".heartbeat.interval.ms", "500");
            // The default leaves the partitions of a killed member without an owner for 45 s. A
            // member that was only stalled comes back at its next heartbeat.
            properties.put("group." + group + ".min.session.timeout.ms", "3000");
            properties.put("group." + group + ".session.timeout.ms", "3000");
        }
    }

    private static void addPatience(Map<String, String> properties) {
        // A broker without a successor helps nobody when it is fenced: a suspended machine, a busy
        // one or a long pause of the JVM must not take its partitions away. After a crash nothing
        // waits for it, see SoleBroker.
        properties.put("broker.session.timeout.ms", "600000");
        // The controller counts a heartbeat as late after half of it.
        properties.put("broker.heartbeat.interval.ms", "2000");
    }

    private static void addSmallFootprint(Map<String, String> properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
        // Each segment maps two index files of this size; the default of 10 MiB is for much larger
        // segments.
        properties.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
    }
}
