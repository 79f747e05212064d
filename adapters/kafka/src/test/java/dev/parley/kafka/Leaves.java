package dev.parley.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value consists of, by path, down to what has no parts: vectors and secrets included. */
final class Leaves {
    private final Map<String, @Nullable Object> found = new LinkedHashMap<>();

    private Leaves() {}

    static Map<String, @Nullable Object> of(Object value) {
        var leaves = new Leaves();
        leaves.add("", value);
        return leaves.found;
    }

    /** The same for comparing and for reading, a leaf a line. */
    static String text(Object value) {
        return of(value).entrySet().stream()
                .map(leaf -> leaf.getKey() + " = " + leaf.getValue())
                .collect(Collectors.joining("\n"));
    }

    private void add(String path, @Nullable Object value) {
        switch (value) {
            case Record record -> components(path, record);
            case List<?> list -> {
                found.put(path + ".size", list.size());
                for (int i = 0; i < list.size(); i++) {
                    add(path + "[" + i + "]", list.get(i));
                }
            }
            case Map<?, ?> map -> {
                found.put(path + ".keys", new TreeMap<>(map).keySet().toString());
                new TreeMap<>(map).forEach((key, part) -> add(path + "[" + key + "]", part));
            }
            case Set<?> set -> found.put(path, sorted(set));
            case float[] floats -> found.put(path, Arrays.toString(floats));
            case null, default -> found.put(path, value);
        }
    }

    private void components(String path, Record record) {
        for (var component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                var name = path.isEmpty() ? component.getName() : path + "." + component.getName();
                add(name, accessor.invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
    }

    private static List<String> sorted(Set<?> set) {
        var texts = new ArrayList<String>();
        set.forEach(element -> texts.add(String.valueOf(element)));
        texts.sort(null);
        return texts;
    }
}
