package dev.parley.ingest.http;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How values of the domain are spelled in JSON. */
final class Names {
    private Names() {}

    /** Lower case, as {@code pending_human}. */
    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** In order of the names, so that the same facts always look the same. */
    static Map<String, String> sorted(Map<String, String> facts) {
        return new TreeMap<>(facts);
    }
}
