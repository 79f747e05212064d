package dev.parley.files;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One file while it is read: what is wrong with it, and where each part of the configuration
 * stands, by the path it has in {@code OrganizationRules}.
 */
final class Sheet {
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");
    private static final Pattern LAST = Pattern.compile(".*?([A-Za-z_-]+)(\\[\\d+])?$");

    /** What comes before names that files choose themselves. */
    private static final Pattern OWN = Pattern.compile("\\.(settings|secrets)\\.");

    private final String file;
    private final Folder folder;
    private final Findings findings;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> faulty = new HashSet<>();

    Sheet(String file, Folder folder, Findings findings) {
        this.file = file;
        this.folder = folder;
        this.findings = findings;
    }

    String file() {
        return file;
    }

    Folder folder() {
        return folder;
    }

    Findings findings() {
        return findings;
    }

    void remember(String path, Place place) {
        places.put(path, place);
    }

    /** Tells that the part at the path is wrong already, so that rules need not look at it. */
    void error(String path, Place place, String message) {
        faulty.add(path);
        findings.error(place, message);
    }

    /** Keeps rules from a part that is told to be wrong elsewhere. */
    void skip(String path) {
        faulty.add(path);
    }

    boolean isFaulty(String path) {
        return faulty.contains(path);
    }

    /** Where the part at the path stands, or else the next larger part. */
    Place place(String path) {
        var part = path;
        while (!part.isEmpty()) {
            var place = places.get(part);
            if (place != null) {
                return place;
            }
            int end = Math.max(part.lastIndexOf('.'), part.lastIndexOf('['));
            part = end < 0 ? "" : part.substring(0, end);
        }
        return Place.start(file);
    }

    /** The key at the end of a path as it is written in files. */
    static String key(String path) {
        var own = OWN.matcher(path);
        if (own.find()) {
            return path.substring(own.end());
        }
        var matcher = LAST.matcher(path);
        return matcher.matches() ? written(matcher.group(1)) : "organization";
    }

    /** {@code flowGuidance} as {@code flow-guidance}. */
    static String written(String name) {
        return CAPITAL.matcher(name).replaceAll("-$1").toLowerCase(Locale.ROOT);
    }
}
