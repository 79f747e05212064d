package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Plan;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes into a record comes out of it again: for generated values of everything that crosses a
 * mapper, so that no sample happens to be what a mapper invents. And an altered field is noticed.
 */
class RecordsRoundTripTest {
    /** The first half without a gap. */
    private static final int SEEDS = 30;

    /** What {@link Generated} sets by a rule, or makes of something else. */
    private static final Set<String> RULED =
            Set.of(
                    "key.organization",
                    "key.account",
                    "channel.name",
                    "channel.delivery",
                    "reply.metadata.detail[ender]",
                    "reply.metadata.detail[offline]");

    static List<RoundTrip<?, ?>> all() {
        return RoundTrips.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyValueComesOutAsItWentIn(RoundTrip<?, ?> trip) {
        System.out.printf("%s: seeds 1 to %d%n", trip, SEEDS);
        LongStream.rangeClosed(1, SEEDS).forEach(seed -> check(trip, seed));
    }

    private static <T, R extends SpecificRecord> void check(RoundTrip<T, R> trip, long seed) {
        var value = generated(trip, seed);
        assertThat(Leaves.text(trip.again(value)))
                .as("%s, seed %d", trip, seed)
                .isEqualTo(Leaves.text(value));
    }

    private static <T> T generated(RoundTrip<T, ?> trip, long seed) {
        return new Generated(seed, seed <= SEEDS / 2 ? 0 : 0.4).value(trip.type());
    }

    @Test
    void everyRecordOfATopicIsHere() {
        var carried =
                Arrays.stream(Topic.values())
                        .map(Topic::payload)
                        .filter(SpecificRecord.class::isAssignableFrom)
                        .collect(Collectors.toSet());

        assertThat(RoundTrips.ALL.stream().map(RoundTrip::wire).collect(Collectors.toSet()))
                .isEqualTo(carried);
    }

    /** Or a mapper that mixes two fields up, or invents one, would not be seen. */
    @ParameterizedTest
    @MethodSource("all")
    void noValueHasADefaultOrTwoFieldsAlikeAndOfTheFewThereAreAllCome(RoundTrip<?, ?> trip) {
        var few = new TreeMap<String, Set<Object>>();
        for (long seed = 1; seed <= SEEDS / 2; seed++) {
            var alike = new HashMap<Object, String>();
            Leaves.of(generated(trip, seed))
                    .forEach((path, leaf) -> {
                        if (leaf instanceof Boolean || leaf instanceof Enum<?>) {
                            few.computeIfAbsent(path, _ -> new HashSet<>()).add(leaf);
                        } else if (isOwn(path)) {
                            assertThat(isDefault(leaf)).as("%s = %s", path, leaf).isFalse();
                            assertThat(alike.put(Objects.requireNonNull(leaf), path))
                                    .as(path + " and another are " + leaf)
                                    .isNull();
                        }
                    });
        }
        few.forEach((path, values) -> {
            if (isOwn(path)) {
                assertThat(values).as(path).hasSize(possible(values.iterator().next()));
            }
        });
    }

    private static boolean isOwn(String path) {
        return !RULED.contains(path)
                && !path.startsWith("decision.")
                && !path.startsWith("reply.delivery.")
                && !path.endsWith(".size")
                && !path.endsWith(".keys");
    }

    private static boolean isDefault(@Nullable Object leaf) {
        return switch (leaf) {
            case null -> true;
            case String text -> text.isBlank();
            case Number number -> number.doubleValue() == 0;
            case Instant moment -> moment.equals(Instant.EPOCH);
            case Duration duration -> duration.isZero();
            default -> false;
        };
    }

    private static int possible(Object one) {
        return one instanceof Enum<?> symbol
                ? symbol.getDeclaringClass().getEnumConstants().length
                : 2;
    }

    @Test
    void everyAlteredFieldIsNoticed() {
        int mutations = 0;
        int caught = 0;
        for (var trip : RoundTrips.ALL) {
            var outcomes = outcomes(trip);
            var missed = missed(outcomes);
            mutations += outcomes.size();
            caught += outcomes.size() - missed.size();
            System.out.printf("%s: mutations=%d, not told: %s%n", trip, outcomes.size(), missed);

            assertThat(missed.stream().filter(each -> !isListed(trip, each)))
                    .as("%s misses", trip)
                    .isEmpty();
            assertThat(trip.untold().keySet())
                    .as("%s is said to miss", trip)
                    .allMatch(listed -> missed.stream().anyMatch(each -> isOf(each, listed)));
        }
        System.out.printf("mutations=%d caught=%d%n", mutations, caught);
        assertThat(caught).isGreaterThanOrEqualTo(40);
    }

    /** The control: this is what reading a plan once did to a playbook's trigger. */
    @Test
    void fieldThatAReaderInventsIsMissed() {
        var inventive =
                new RoundTrip<>(
                        Plan.class,
                        dev.parley.schemas.Plan.class,
                        RoundTrips.PLAN.writer(),
                        value -> invented(RoundTrips.PLAN.reader().apply(value)),
                        RoundTrips.PLAN.untold());

        assertThat(missed(outcomes(inventive)))
                .contains("playbook.name is another")
                .doesNotContain("playbook.id is another");
    }

    private static Plan invented(Plan plan) {
        var playbook = plan.playbook();
        var other =
                playbook == null
                        ? null
                        : new PlannedPlaybook(
                                playbook.id(),
                                "welcome",
                                playbook.instructions(),
                                playbook.flowGuidance(),
                                playbook.disclaimer());
        return new Plan(
                plan.conversation(),
                plan.turn(),
                plan.from(),
                plan.through(),
                plan.ownershipEpoch(),
                plan.path(),
                plan.agent(),
                other,
                plan.passages(),
                plan.evidence(),
                plan.configurationVersion(),
                plan.plannedAt());
    }

    private static boolean isListed(RoundTrip<?, ?> trip, String mutation) {
        return trip.untold().keySet().stream().anyMatch(listed -> isOf(mutation, listed));
    }

    /** A field is listed as a whole, or one way to alter it. */
    private static boolean isOf(String mutation, String listed) {
        return mutation.equals(listed) || mutation.startsWith(listed + " ");
    }

    private static List<String> missed(Map<String, Boolean> outcomes) {
        return outcomes.entrySet().stream()
                .filter(outcome -> !outcome.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether each mutation was noticed in one of the values that could have it. */
    private static <T, R extends SpecificRecord> Map<String, Boolean> outcomes(
            RoundTrip<T, R> trip) {
        var outcomes = new TreeMap<String, Boolean>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            var record = trip.writer().apply(generated(trip, seed));
            var unaltered = Leaves.text(trip.reader().apply(trip.sent(record)));
            for (var mutation : WireMutations.of(trip.sent(record))) {
                var altered = trip.sent(mutation.alter().apply(trip.sent(record)));
                boolean noticed = !read(trip, altered).equals(unaltered);
                outcomes.merge(mutation.toString(), noticed, Boolean::logicalOr);
            }
        }
        return outcomes;
    }

    private static <T, R extends SpecificRecord> String read(RoundTrip<T, R> trip, R record) {
        try {
            return Leaves.text(trip.reader().apply(record));
        } catch (RuntimeException e) {
            return "refused: " + e;
        }
    }
}
