package dev.parley.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Reply;
import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.organization.SecretReference;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of the domain from a seed, made component by component, so that a new component is filled
 * by itself. None has its type's default and no two of a type are the same; of booleans and enums,
 * which have too few values for that, the seeds in a row bring all.
 */
final class Generated {
    /** What a value's other components decide, by its type. */
    private static final Map<Class<?>, Consumer<Map<String, @Nullable Object>>> RULES =
            Map.of(
                    SecretReference.class, Generated::reference,
                    Channel.class, Generated::channel,
                    InboundMessage.class, Generated::inbound,
                    Reply.class, Generated::reply,
                    DeadLetter.class, Generated::letter);

    private static final Map<Class<?>, Function<Generated, Object>> SIMPLE =
            Map.ofEntries(
                    Map.entry(String.class, Generated::text),
                    Map.entry(int.class, made -> (int) made.number()),
                    Map.entry(long.class, Generated::number),
                    Map.entry(Long.class, Generated::number),
                    Map.entry(double.class, Generated::fraction),
                    Map.entry(Double.class, Generated::fraction),
                    Map.entry(boolean.class, Generated::truth),
                    Map.entry(float[].class, Generated::vector),
                    Map.entry(
                            Instant.class,
                            made -> Instant.ofEpochMilli(1_700_000_000_000L + made.number())),
                    Map.entry(Duration.class, made -> Duration.ofMillis(made.number())),
                    Map.entry(Bytes.class, made -> Bytes.of(made.text().getBytes(UTF_8))));

    private static final int MOST = 1_000_000;

    private final long seed;
    private final double gaps;
    private final Random random;
    private final Set<Long> used = new HashSet<>();
    private int choices;

    /**
     * Makes a generator.
     *
     * @param gaps how often what may be absent is, 0 to 1
     */
    Generated(long seed, double gaps) {
        this.seed = seed;
        this.gaps = gaps;
        this.random = new Random(seed);
    }

    /** A value of the type. */
    <T> T value(Class<T> type) {
        return type.cast(made(type));
    }

    private @Nullable Object component(RecordComponent component) {
        boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return mayBeAbsent && random.nextDouble() < gaps ? null : made(component.getGenericType());
    }

    private Object made(Type type) {
        if (type instanceof ParameterizedType collection) {
            return collection(collection);
        }
        var simple = (Class<?>) type;
        if (simple.isRecord()) {
            return record(simple);
        }
        if (simple.isEnum()) {
            return choice(simple.getEnumConstants());
        }
        var maker = SIMPLE.get(simple);
        if (maker == null) {
            throw new IllegalStateException("nothing here makes a " + simple);
        }
        return maker.apply(this);
    }

    private Object record(Class<?> type) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : type.getRecordComponents()) {
            values.put(component.getName(), component(component));
        }
        RULES.getOrDefault(type, _ -> {}).accept(values);
        try {
            var constructor = type.getDeclaredConstructor(types(type.getRecordComponents()));
            constructor.setAccessible(true);
            return constructor.newInstance(values.values().toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + type + " of " + values, e);
        }
    }

    private static Class<?>[] types(RecordComponent[] components) {
        return Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    }

    private Object collection(ParameterizedType type) {
        var of = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return List.of(made(of[0]), made(of[0]));
        }
        if (type.getRawType() == Set.class) {
            return Set.copyOf(List.of(made(of[0]), made(of[0])));
        }
        if (type.getRawType() == Map.class) {
            return Map.ofEntries(
                    Map.entry(made(of[0]), made(of[1])), Map.entry(made(of[0]), made(of[1])));
        }
        throw new IllegalStateException("nothing here makes a " + type);
    }

    private Object choice(Object[] choices) {
        return choices[(int) Math.floorMod(seed + this.choices++, (long) choices.length)];
    }

    private boolean truth() {
        return choice(new Object[] {true, false}).equals(true);
    }

    private long number() {
        long number = random.nextLong(1_000, MOST);
        while (!used.add(number)) {
            number++;
        }
        return number;
    }

    private double fraction() {
        return number() / (2.0 * MOST);
    }

    private float[] vector() {
        return new float[] {(float) fraction(), (float) -fraction(), (float) fraction()};
    }

    /** Within the grammar of every id. */
    private String text() {
        return "v" + Long.toString(number(), Character.MAX_RADIX);
    }

    private static void reference(Map<String, @Nullable Object> parts) {
        parts.put("text", "env:" + parts.get("text"));
    }

    /** So far the name says who moves replies; its record does not. */
    private static void channel(Map<String, @Nullable Object> parts) {
        if (parts.get("delivery") == Channel.Delivery.PULLED) {
            parts.put("name", "rest");
        }
    }

    /** What makes two messages the same lies within the organization and its channel. */
    private static void inbound(Map<String, @Nullable Object> parts) {
        var key = part(parts, "key", MessageKey.class);
        parts.put(
                "key",
                new MessageKey(
                        part(parts, "conversation", ConversationId.class).organization(),
                        part(parts, "channel", Channel.class).account(),
                        key.providerId()));
    }

    /** How far delivery has come only the store knows. */
    private static void reply(Map<String, @Nullable Object> parts) {
        parts.put("delivery", DeliveryState.PENDING);
    }

    /** Nobody has decided about a letter that comes; what it is about makes its id. */
    private static void letter(Map<String, @Nullable Object> parts) {
        boolean named = parts.get("organization") != null && parts.get("conversation") != null;
        if (!named) {
            List.of("organization", "conversation", "turn").forEach(name -> parts.put(name, null));
        }
        var about =
                named
                        ? new ConversationId(
                                part(parts, "organization", String.class),
                                part(parts, "conversation", String.class))
                        : null;
        var letter =
                DeadLetter.open(
                        about,
                        (Long) parts.get("turn"),
                        part(parts, "stage", String.class),
                        part(parts, "cause", String.class),
                        part(parts, "at", Instant.class),
                        part(parts, "record", GivenUpRecord.class));
        parts.put("id", letter.id());
        parts.put("decision", letter.decision());
    }

    private static <T> T part(Map<String, @Nullable Object> parts, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(parts.get(name)));
    }
}
