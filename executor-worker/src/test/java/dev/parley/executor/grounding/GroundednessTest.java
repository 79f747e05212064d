package dev.parley.executor.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.reading.ReadableText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row: what the sources say, and what an answer says. */
class GroundednessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Figures, grouped in every way, and words.
                "It costs 1000 euros|It costs 1,000 euros",
                "It costs 1.000 euros|It costs 1000 euros",
                "It costs 1,000 euros|It costs 1.000 euros",
                "It costs 1'000 francs|It costs 1 000 francs",
                "1,234.56 in all|1.234,56 in all",
                "12.50 each|12,5 each",
                "12.50 each|12.5 each",
                "1.500 kg|1500 kg or 1.5 kg",
                "10k users|10,000 users",
                "2 million|2,000,000",
                "1.5 million|1 500 000",
                "two days|2 days",
                "2 days|two days",
                "30 days|thirty days",
                "twenty-four months|24 months",
                "a hundred and twenty people|120 people",
                "three thousand five hundred|3,500",
                "a dozen eggs|12 eggs",
                "within a week|within 1 week",
                "once per month|1 time a month",
                "Shipping is free|Shipping costs 0",
                "10kg|10 kg",
                "a 30-day trial|30 days of trial",
                "5GB of space|5 GB of space",
                "20 percent|20%",
                "on the 15th|on the 15",
                "from 9 to 17|9-17",
                // Prices.
                "It costs $1,000.00|It costs 1000 dollars",
                "20 \u20ac|\u20ac20",
                "EUR 19.99|19,99 \u20ac",
                "20 pounds|\u00a320",
                "it is 20|it is $20",
                "US$ 5|$5",
                // Dates and times.
                "2026-01-05|January 5, 2026",
                "5 January 2026|2026-01-05",
                "05.01.2026|5th of January 2026",
                "01/05/2026|January 5",
                "Jan. 5|5 January",
                "2026-01-05|in January 2026",
                "5 January, and we speak of 2026|January 5, 2026",
                "1 May to 5 May 2026|1 May and May 5",
                "open 9:00 to 17:30|open 9 am to 5:30 pm",
                "9 a.m.|09:00",
                "from 9 to 17|from 9:00 to 17:00",
                "9:00|9",
                // Links, addresses, telephone numbers, codes.
                "See https://www.acme.com/returns/.|See acme.com/returns",
                "acme.com/returns|http://acme.com/returns?",
                "https://acme.com/returns|Our site is acme.com.",
                "(https://acme.com/a_(b)|https://acme.com/a_(b",
                "Help@Acme.com|help@acme.com.",
                "mail help@acme.com|acme.com",
                "+49 30 5550123|030 5550123",
                "030/555-0123|+49 (0)30 5550123",
                "(212) 555-2199|212.555.2199",
                "1-800-555-2199|800-555-2199",
                "Order RMA-2026-42|order RMA202642",
                "v2.1.0|version 2.1.0",
                "code SAVE20|use SAVE20 now",
            })
    void sameThingSaidInAnotherWayIsSupported(String source, String answer) {
        assertThat(unsupported(answer, List.of(source))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1. Open the app.",
                "2) Press the button.",
                "- Step 3: wait",
                "**4.** Done",
                "Step 5 is the last",
                "As said [1], and so on [2][3] or [2, 3].",
                "One of my colleagues will help, one moment.",
                "There are two ways: these two options.",
                "Use two-factor sign-in and a three-way call.",
                "Your MP3 player, a B2B shop, the iPhone15, COVID-19 and UTF-8.",
                "A 3D picture over 5G.",
                "You may march first.",
                "I am sorry, I do not know. A colleague can help.",
                "The first and second attempt.",
                "See above.Then go on. E.g. this, i.e. that.",
            })
    void ordinaryTextClaimsNothing(String answer) {
        assertThat(unsupported(answer, List.of("Nothing to see."))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 days|You have 14 days|14",
                "30 days|within two days|two",
                "30 days|a forty-five day period|forty-five",
                "30 days|24/7 support|24",
                "It costs 1000|It costs 100|100",
                "It costs 19.99|It costs 19.90|19.90",
                "It costs 1,000|It costs 1|1",
                "It costs 5.99|It costs 5|5",
                "It costs 20 euros|It costs $20|$20",
                "10k users|10 users|10",
                "20%|25%|25",
                "2026-01-05|6 January 2026|6 January 2026",
                "2026-01-05|5 January 2027|5 January 2027",
                "5 January|5 February|5 February",
                "2026|May 2026|May 2026",
                "open at 9:00|open at 10:00|10:00",
                "9 am|9 pm|9 pm",
                "https://acme.com/returns|https://acme.com/refunds|https://acme.com/refunds",
                "https://acme.com/returns|acme.org|acme.org",
                "https://acme.com/returns|https://evil.com/acme.com|https://evil.com/acme.com",
                "help@acme.com|sales@acme.com|sales@acme.com",
                "+49 30 5550123|+49 30 5550124|+49 30 5550124",
                "(212) 555-2199|(213) 555-2199|(213) 555-2199",
                "RMA-2026-42|RMA-2026-43|RMA-2026-43",
                "v2.1.0|v2.2.0|v2.2.0",
                "code SAVE20|code SAVE30|SAVE30",
            })
    void inventedThingIsUnsupported(String source, String answer, String unsupported) {
        assertThat(unsupported(answer, List.of(source))).contains(unsupported);
    }

    @Test
    void eachIsNamedOnceInTheAnswersOrderAndNotTooManyOrTooLong() {
        assertThat(
                        unsupported(
                                "Pay 7 euros by 2026-02-02, or 7 euros later: x@y.com.",
                                List.of("Nothing.")))
                .containsExactly("7 euros", "2026-02-02", "x@y.com");
        var many = new StringBuilder("https://acme.com/" + "x".repeat(500));
        for (int i = 100; i < 200; i++) {
            many.append(", ").append(i);
        }
        assertThat(unsupported(many.toString(), List.of()))
                .hasSize(10)
                .allSatisfy(written -> assertThat(written).hasSizeLessThan(90));
    }

    @Test
    void everySourceCounts() {
        assertThat(
                        unsupported(
                                "Order 4711 comes in 3 days.",
                                List.of("My order is 4711", "Delivery takes 3 days.")))
                .isEmpty();
    }

    private static List<String> unsupported(String answer, List<String> sources) {
        return Groundedness.unsupported(
                ReadableText.of(answer), sources.stream().map(ReadableText::of).toList());
    }
}
