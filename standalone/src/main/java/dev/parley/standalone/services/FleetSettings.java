package dev.parley.standalone.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a fleet of service processes runs.
 *
 * @param programs the jar of each service
 * @param logs folder for a log file of each process; created if missing
 * @param state folder for what a process keeps for itself between starts; created if missing
 * @param each processes of each worker, at least 1; there is one edge
 * @param apiPort port of the edge's HTTP API on loopback; 0 for any free one
 * @param kafka where the broker listens, {@code host:port}
 * @param properties Spring properties that every process gets
 * @param environment variables that every process gets, for what others must not read in a list of
 *     processes, such as passwords
 * @param jvmOptions options of every JVM
 */
public record FleetSettings(
        Map<Service, Path> programs,
        Path logs,
        Path state,
        int each,
        int apiPort,
        String kafka,
        Map<String, String> properties,
        Map<String, String> environment,
        List<String> jvmOptions) {
    /**
     * @throws IllegalArgumentException when a program is missing, or no process of a worker wanted
     */
    public FleetSettings {
        if (each < 1) {
            throw new IllegalArgumentException(
                    "there must be at least 1 process of each worker, not " + each);
        }
        for (var service : Service.values()) {
            var program = programs.get(service);
            if (program == null || !Files.isRegularFile(program)) {
                throw new IllegalArgumentException(
                        "the program of %s is missing: %s".formatted(service.module(), program));
            }
        }
        programs = Map.copyOf(programs);
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }
}
