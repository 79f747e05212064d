package dev.parley.files;

import dev.parley.files.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, at most {@value #MOST} findings. */
final class Findings {
    private static final int MOST = 200;

    private final List<Finding> found = new ArrayList<>();

    void error(Place place, String message) {
        add(Severity.ERROR, place, message);
    }

    void warning(Place place, String message) {
        add(Severity.WARNING, place, message);
    }

    int size() {
        return found.size();
    }

    /** In the order of files, lines and columns. */
    List<Finding> sorted() {
        return found.stream()
                .sorted(
                        Comparator.comparing(Finding::file)
                                .thenComparing(Finding::line)
                                .thenComparing(Finding::column))
                .toList();
    }

    private void add(Severity severity, Place place, String message) {
        if (found.size() < MOST) {
            found.add(new Finding(severity, place.file(), place.line(), place.column(), message));
        }
    }
}
