package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The services' programs as this build has just made them. */
final class Programs {
    private Programs() {}

    static Map<Service, Path> ofThisBuild() throws IOException {
        var programs = new EnumMap<Service, Path>(Service.class);
        for (var service : Service.values()) {
            var target = Path.of("..", service.module(), "target").toAbsolutePath().normalize();
            try (var jars = Files.newDirectoryStream(target, "*-app.jar")) {
                var found = jars.iterator();
                assertThat(found).as("programs of the build in " + target).hasNext();
                programs.put(service, found.next());
            }
        }
        return programs;
    }
}
