package dev.parley.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/configuration.md");
    private static final List<String> PROGRAMS =
            List.of(
                    "ingest-service",
                    "planner-worker",
                    "executor-worker",
                    "post-processor-worker",
                    "standalone");

    @Test
    void pageListsEverySettingAsTheCodeHasIt() throws IOException {
        var rendered = ConfigurationPage.of(Setting.all(), ProcessVariable.in(files()));
        if ("write".equals(System.getProperty("page"))) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(PAGE).content().isEqualTo(rendered);
    }

    @Test
    void everySettingIsDescribed() throws IOException {
        assertThat(Setting.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(setting ->
                        assertThat(setting.description())
                                .as("Javadoc of " + setting.name())
                                .isNotBlank());
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var program : PROGRAMS) {
            try (var found =
                    Files.newDirectoryStream(
                            ROOT.resolve(program).resolve("src/main/resources"), "*.{yaml,yml}")) {
                found.forEach(files::add);
            }
        }
        return files;
    }
}
