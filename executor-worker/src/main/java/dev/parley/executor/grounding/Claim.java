package dev.parley.executor.grounding;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something a text states that can be looked up in another, freed of how it is written. */
sealed interface Claim {
    /**
     * A number, a price, a share.
     *
     * @param values what it may mean: 1.500 is 1500 or 1.5; without trailing zeros
     * @param currency ISO code, absent without one
     */
    record Amount(Set<BigDecimal> values, @Nullable String currency) implements Claim {
        public Amount {
            values = Set.copyOf(values);
        }
    }

    /**
     * A date.
     *
     * @param days what it may mean: 5/6/2026 is in May or in June
     */
    record Date(Set<Day> days) implements Claim {
        public Date {
            days = Set.copyOf(days);
        }
    }

    /** A day as far as it is said. */
    record Day(@Nullable Integer year, int month, @Nullable Integer dayOfMonth) {}

    /**
     * A time of day.
     *
     * @param minutes since midnight; two when neither morning nor afternoon is said
     */
    record Time(Set<Integer> minutes) implements Claim {
        public Time {
            minutes = Set.copyOf(minutes);
        }
    }

    /**
     * A page, or a host alone.
     *
     * @param address lower-case host, path as it is; without scheme, {@code www.} and final slash
     */
    record Link(String address) implements Claim {}

    /** An e-mail address, in lower case. */
    record Email(String address) implements Claim {}

    /** A telephone number by its digits, without what only dials abroad or long-distance. */
    record Phone(String digits) implements Claim {}

    /** A code, an article or version number: letters and digits alone, in upper case. */
    record Code(String characters) implements Claim {}
}
