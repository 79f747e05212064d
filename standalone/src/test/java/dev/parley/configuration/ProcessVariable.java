package dev.parley.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An environment variable that the programs' YAML files name, with the comment above it.
 *
 * @param programs which programs read it
 */
record ProcessVariable(
        String name, String defaultValue, String description, TreeSet<String> programs) {
    private static final Pattern USE =
            Pattern.compile("([a-z-]+): *\\$\\{(PARLEY_[A-Z_]+):([^}]*)}");
    private static final Pattern COMMENT = Pattern.compile("# (.*?)[.;]? (PARLEY_[A-Z_]+)$");

    /** Those of the files, by name, without those that only set a setting of ours. */
    static List<ProcessVariable> in(List<Path> files) throws IOException {
        var found = new TreeMap<String, ProcessVariable>();
        for (var file : files) {
            var program = file.subpath(file.getNameCount() - 5, file.getNameCount() - 4).toString();
            read(Files.readAllLines(file), program, found);
        }
        return new ArrayList<>(found.values());
    }

    private static void read(
            List<String> lines, String program, TreeMap<String, ProcessVariable> found) {
        var ours = false;
        var above = "";
        for (var line : lines) {
            if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("#")) {
                ours = line.startsWith("parley:") || line.startsWith("parley.");
            }
            var use = USE.matcher(line);
            if (!ours && use.find()) {
                var comment = COMMENT.matcher(above.strip());
                if (!comment.matches() || !comment.group(2).equals(use.group(2))) {
                    throw new AssertionError(
                            program + ": no comment names " + use.group(2) + " above: " + line);
                }
                found.computeIfAbsent(
                                use.group(2),
                                name ->
                                        new ProcessVariable(
                                                name,
                                                use.group(3),
                                                comment.group(1),
                                                new TreeSet<>()))
                        .programs()
                        .add(program);
            }
            above = line;
        }
    }
}
