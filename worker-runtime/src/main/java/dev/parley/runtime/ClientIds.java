package dev.parley.runtime;

import java.util.regex.Pattern;

/** Names of Kafka clients, by which brokers' logs and metrics tell instances apart. */
final class ClientIds {

    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9._-]");
    private static final String INSTANCE = instance();

    private ClientIds() {}

    /** The client of that purpose in this process: parley-planner-pod7-4711, for example. */
    static String of(String purpose) {
        return "parley-" + ODD.matcher(purpose).replaceAll("_") + '-' + INSTANCE;
    }

    private static String instance() {
        var host = System.getenv("HOSTNAME");
        var pid = Long.toString(ProcessHandle.current().pid());
        return host == null || host.isBlank() ? pid : ODD.matcher(host).replaceAll("_") + '-' + pid;
    }
}
