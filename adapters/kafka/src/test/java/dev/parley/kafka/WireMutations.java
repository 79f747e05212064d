package dev.parley.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The ways to alter one field of a record: to another value, to none, to its default. Fields of
 * records within it are fields of it; of a list they are its first element's.
 */
final class WireMutations<R extends SpecificRecord> {
    private final List<Mutation<R>> found = new ArrayList<>();

    /**
     * One field altered in one way.
     *
     * @param field its path within the record
     * @param way what was done to it
     * @param alter does it to a record like the one it was made for
     */
    record Mutation<R>(String field, String way, Function<R, R> alter) {
        @Override
        public String toString() {
            return field + " " + way;
        }
    }

    private WireMutations() {}

    static <R extends SpecificRecord> List<Mutation<R>> of(R record) {
        var mutations = new WireMutations<R>();
        mutations.fields(record, "", root -> root);
        return mutations.found;
    }

    private void fields(
            IndexedRecord holder, String prefix, Function<IndexedRecord, IndexedRecord> from) {
        for (var field : holder.getSchema().getFields()) {
            var path = prefix + field.name();
            Object value = holder.get(field.pos());
            others(field, value)
                    .forEach((way, other) ->
                            found.add(
                                    new Mutation<>(
                                            path,
                                            way,
                                            root -> {
                                                from.apply(root).put(field.pos(), other);
                                                return root;
                                            })));
            if (value instanceof IndexedRecord nested) {
                fields(nested, path + ".", root -> nested(from.apply(root).get(field.pos())));
            } else if (value instanceof List<?> list
                    && !list.isEmpty()
                    && list.getFirst() instanceof IndexedRecord first) {
                fields(
                        first,
                        path + ".",
                        root -> nested(((List<?>) from.apply(root).get(field.pos())).getFirst()));
            }
        }
    }

    private static IndexedRecord nested(Object value) {
        return (IndexedRecord) value;
    }

    /** What the field could hold instead, by how it comes to that. */
    private static Map<String, @Nullable Object> others(
            Schema.Field field, @Nullable Object value) {
        var others = new LinkedHashMap<String, @Nullable Object>();
        if (value == null || isEmpty(value)) {
            var any = any(field.schema());
            if (any != null) {
                others.put("is there", any);
            }
            return others;
        }
        var other = other(value);
        if (other != null) {
            others.put("is another", other);
        }
        var less = less(value);
        if (less != null) {
            others.put("lacks one", less);
        }
        if (field.schema().isNullable()) {
            others.put("is absent", null);
        } else if (field.hasDefaultValue()) {
            var ordinary = SpecificData.get().getDefaultValue(field);
            if (!Objects.equals(ordinary, value)) {
                others.put("is the default", ordinary);
            }
        }
        return others;
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static @Nullable Object other(Object value) {
        return switch (value) {
            case String text -> text + "0";
            case Integer number -> number + 1;
            case Long number -> number + 1;
            case Double number -> number / 2;
            case Boolean truth -> !truth;
            case Instant moment -> moment.plusMillis(1);
            case ByteBuffer bytes -> flipped(bytes);
            case Enum<?> symbol -> otherSymbol(symbol);
            case Map<?, ?> map -> {
                var changed = new HashMap<Object, Object>(map);
                changed.replace(map.keySet().iterator().next(), "another");
                yield changed;
            }
            case List<?> list when list.getFirst() instanceof String first -> {
                var changed = new ArrayList<Object>(list);
                changed.set(0, first + "0");
                yield changed;
            }
            default -> null; // its fields are altered one by one
        };
    }

    private static @Nullable Object less(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var fewer = new HashMap<Object, Object>(map);
                fewer.remove(map.keySet().iterator().next());
                yield fewer;
            }
            case List<?> list -> new ArrayList<Object>(list.subList(0, list.size() - 1));
            default -> null;
        };
    }

    /** UNKNOWN is what a reader makes of another build's symbol: nobody writes it. */
    private static Object otherSymbol(Enum<?> symbol) {
        var known =
                Arrays.stream(symbol.getDeclaringClass().getEnumConstants())
                        .filter(each -> !each.name().equals("UNKNOWN"))
                        .toList();
        return known.get((known.indexOf(symbol) + 1) % known.size());
    }

    private static ByteBuffer flipped(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        copy[0]++;
        return ByteBuffer.wrap(copy);
    }

    /** A value where there is none; none for a record, whose fields others alter. */
    private static @Nullable Object any(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                    schema.getTypes().stream()
                            .filter(each -> each.getType() != Schema.Type.NULL)
                            .findFirst()
                            .map(WireMutations::any)
                            .orElse(null);
            case ARRAY -> any(schema.getElementType()) instanceof String any ? List.of(any) : null;
            case MAP -> Map.of("any", "any");
            case STRING -> "any";
            case LONG -> schema.getLogicalType() == null ? 7L : Instant.ofEpochMilli(7);
            case INT -> 7;
            case DOUBLE -> 0.7;
            case BOOLEAN -> true;
            case BYTES -> ByteBuffer.wrap(new byte[] {7});
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getFirst(), schema);
            case RECORD -> null;
            default -> throw new IllegalStateException("no value here for " + schema);
        };
    }
}
