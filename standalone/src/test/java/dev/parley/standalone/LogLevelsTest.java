package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/**
 * Spring does not set up this log, so {@code logback.xml} has to say what the edge's settings do.
 */
class LogLevelsTest {
    private static final String LEVEL = "logging.level.";

    @Test
    void whatTheEdgeKeepsQuietIsQuietHere() throws JoranException {
        var log = new LoggerContext();
        var reader = new JoranConfigurator();
        reader.setContext(log);
        reader.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));

        assertThat(levelsOfTheEdge())
                .isNotEmpty()
                .allSatisfy((logger, level) ->
                        assertThat(log.getLogger(logger).getEffectiveLevel()).hasToString(level));
    }

    private static Map<String, String> levelsOfTheEdge() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("ingest-service.yaml"));
        var settings = Objects.requireNonNull(yaml.getObject());
        return settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith(LEVEL))
                .collect(
                        Collectors.toMap(
                                name -> name.substring(LEVEL.length()),
                                name -> settings.getProperty(name, "")));
    }
}
