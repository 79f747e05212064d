package dev.parley.kafka;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** How often Kafka's clients in this JVM have looked for something to do, by their own count. */
final class ClientLoops {
    private ClientLoops() {}

    /** Turns of the loop of each client so far, by its kind and name. */
    static Map<String, Double> turns() throws JMException {
        return all("(consumer|producer|admin-client)-metrics", "select-total");
    }

    /** Whether every consumer has been answered what it asked for, some times. */
    static boolean areReading() throws JMException {
        var fetches = all("consumer-fetch-manager-metrics", "fetch-total");
        return fetches.values().stream().allMatch(answered -> answered > 2);
    }

    private static Map<String, Double> all(String type, String attribute) throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var found = new TreeMap<String, Double>();
        for (var name : server.queryNames(new ObjectName("kafka.*:client-id=*,*"), null)) {
            var kind = name.getKeyProperty("type");
            if (name.getKeyPropertyList().size() == 2 && kind.matches(type)) {
                found.put(
                        kind + " " + name.getKeyProperty("client-id"),
                        (Double) server.getAttribute(name, attribute));
            }
        }
        return found;
    }

    /** Turns since then of the clients that were there. */
    static Map<String, Double> since(Map<String, Double> before) throws JMException {
        var now = turns();
        now.keySet().retainAll(before.keySet());
        now.replaceAll((client, turns) -> turns - before.getOrDefault(client, 0.0));
        return now;
    }
}
