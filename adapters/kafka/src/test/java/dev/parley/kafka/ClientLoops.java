package dev.parley.kafka;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** How often Kafka's clients in this JVM have looked for something to do, by their own count. */
final class ClientLoops {
    private static final String COUNT = "select-total";

    private ClientLoops() {}

    /** Turns of the loop of each client so far, by its kind and name. */
    static Map<String, Double> turns() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var turns = new TreeMap<String, Double>();
        for (var name : server.queryNames(new ObjectName("kafka.*:client-id=*,*"), null)) {
            var type = name.getKeyProperty("type");
            if (name.getKeyPropertyList().size() == 2
                    && type.matches("(consumer|producer|admin-client)-metrics")) {
                turns.put(
                        type + " " + name.getKeyProperty("client-id"),
                        (Double) server.getAttribute(name, COUNT));
            }
        }
        return turns;
    }

    /** Turns since then of the clients that were there. */
    static Map<String, Double> since(Map<String, Double> before) throws JMException {
        var now = turns();
        now.keySet().retainAll(before.keySet());
        now.replaceAll((client, turns) -> turns - before.getOrDefault(client, 0.0));
        return now;
    }
}
