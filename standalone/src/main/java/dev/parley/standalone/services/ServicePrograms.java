package dev.parley.standalone.services;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the programs of the services are. */
public final class ServicePrograms {
    private static final String FOLDER = "parley.programs";

    private ServicePrograms() {}

    /**
     * Those that the launcher has made.
     *
     * @throws IllegalStateException when the launcher did not start this JVM
     */
    public static Map<Service, Path> ofLauncher() {
        var folder = folder();
        return Arrays.stream(Service.values())
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                service -> Path.of(folder, service.module() + ".jar")));
    }

    /**
     * That of all of them in one, which the launcher has made as well.
     *
     * @throws IllegalStateException when the launcher did not start this JVM
     */
    public static Path standaloneOfLauncher() {
        return Path.of(folder(), "standalone.jar");
    }

    private static String folder() {
        var folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new IllegalStateException(
                    "start this by ./parley, which brings the programs of the services");
        }
        return folder;
    }
}
