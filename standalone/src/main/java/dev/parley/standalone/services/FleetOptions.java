package dev.parley.standalone.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How many processes a command starts, and how. */
public final class FleetOptions {
    @Option(
            names = "--each",
            paramLabel = "N",
            defaultValue = "2",
            description = "Processes of each worker. Default: ${DEFAULT-VALUE}")
    private int each;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "256m",
            description = "Largest heap of each process. Default: ${DEFAULT-VALUE}")
    private String heap = "";

    @Option(
            names = {"--set", "--property"},
            paramLabel = "NAME=VALUE",
            description =
                    "A setting for every process, docs/configuration.md lists them; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Processes of each worker. */
    public int each() {
        return each;
    }

    /** Largest heap of each process, as the JVM takes it. */
    public String heap() {
        return heap;
    }

    /** What every JVM is told. */
    public List<String> jvmOptions() {
        return List.of("-Xmx" + heap);
    }

    /** Settings for every process, in the order in which they were given. */
    public Map<String, String> settings() {
        return settings;
    }
}
