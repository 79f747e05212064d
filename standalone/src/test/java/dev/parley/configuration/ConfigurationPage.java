package dev.parley.configuration;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders the page that lists every setting. */
final class ConfigurationPage {
    private static final String HEAD =
            """
            # Configuration

            Every setting of ours, with its default; the tests write this page from the code (`./parley test -pl standalone -am \
            -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpage=write`) and fail when it is not up to date.

            A setting is given, in rising order of precedence, in an `application.yaml` beside the program, as an environment variable or as
            an argument `--parley.turn.lease=20s`. Its environment variable is its name in capitals, with `_` for dots and without dashes:
            `parley.turn.max-failures` is `PARLEY_TURN_MAXFAILURES`. Durations are written `500ms`, `15s`, `5m`; sizes `64KB`. A wrong value
            stops the start with a message that names the setting. A process ignores settings of parts it does not have.
            """;

    private ConfigurationPage() {}

    static String of(List<Setting> settings, List<ProcessVariable> variables) {
        var page = new StringBuilder(HEAD);
        var groups =
                settings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Setting::group, TreeMap::new, Collectors.toList()));
        groups.forEach((group, members) -> {
            page.append("\n## ").append(group).append("\n\n");
            page.append("| setting | type | default | |\n|---|---|---|---|\n");
            members.forEach(setting -> page.append(row(setting)));
        });
        page.append(
                "\n## Processes\n\nVariables that each program reads from its environment.\n\n");
        page.append("| variable | of | default | |\n|---|---|---|---|\n");
        for (var variable : variables) {
            page.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    variable.name(),
                                    String.join(", ", variable.programs()),
                                    code(variable.defaultValue()),
                                    variable.description()));
        }
        return page.toString();
    }

    private static String row(Setting setting) {
        var value = setting.defaultValue();
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.name().substring(setting.group().length() + 1),
                        setting.type(),
                        value == null ? "none" : code(value),
                        text(setting.description()));
    }

    private static String code(String value) {
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }

    private static String text(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .strip();
    }
}
