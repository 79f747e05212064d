package dev.parley.executor.passage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import dev.parley.testkit.Samples;
import dev.parley.testkit.reading.Filler;
import dev.parley.testkit.reading.ReadingGrowth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 5.1: test and example data never reaches a prompt, and nothing else is lost. */
class TestDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email|Write to support@example.com for help.|Write to (left out) for help.",
                "email|Jane.Doe+x@mail.example.org.|(left out).",
                "email|Send it to bob@shop.test, please|Send it to (left out), please",
                "email|as test@test.com does|as (left out) does",
                "email|user@domain.com|(left out)",
                "domain|See https://www.example.com/a?b=c.|See (left out).",
                "domain|(https://example.net/)|((left out))",
                "domain|Go to example.com.|Go to (left out).",
                "domain|api.example.com/v1/orders works|(left out) works",
                "domain|http://shop.invalid:8080/x|(left out)",
                "domain|Open www.acme.test now|Open (left out) now",
                "domain|HTTPS://EXAMPLE.ORG/Path|(left out)",
                "phone|Call 555-0123 now.|Call (left out) now.",
                "phone|Call (212) 555-0199.|Call (left out).",
                "phone|+1 415 555 0100 or more|(left out) or more",
                "phone|+14155550100|(left out)",
                "phone|1-800-555-0134|(left out)",
                "phone|123-456-7890|(left out)",
                "phone|020 7946 0123|(left out)",
                "phone|+44 7700 900123|(left out)",
                "card|Pay with 4242 4242 4242 4242.|Pay with (left out).",
                "card|4111-1111-1111-1111|(left out)",
                "card|Amex 378282246310005 works|Amex (left out) works",
                "account|IBAN DE89 3704 0044 0532 0130 00|IBAN (left out)",
                "account|SSN 123-45-6789|SSN (left out)",
            })
    void itemIsLeftOutAndCounted(String kind, String text, String left) {
        var filtered = filtered(text + " Words.");

        assertThat(filtered.passages().getFirst().text()).isEqualTo(left + " Words.");
        assertThat(filtered.removed()).isEqualTo(Map.of(kind, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "For example. Commas are fine, for example, as is com.",
                "Our shop is at https://www.counterexample.com/returns and at example.com.au.",
                "The example.company pages and my-example.com are ours; so is myexample.com.",
                "Write to help@acme.com, test@acme.com or example@acme.com.",
                "Write to contest@test-lab.de or sales@latest.com.",
                "See above.Test the device. Then unit.test.js runs.",
                "In this example the test is invalid.",
                "This is an example.Invalid entries are refused.",
                "Call +49 30 5550 1234 or 030 5550123.",
                "Call 555-1234 or (212) 555-2199, or 1-800-555-2368.",
                "Order 5550123 of 2026-01-05, invoice 555-01234, part 1555-0123.",
                "Article 555.01.23 costs 555.0199 per thousand.",
                "Card ending in 4242, or 4111; order 4242 4242 4242 4243.",
                "Tracking 4111 1111 1111 1112 and account 1234567890123456.",
                "IBAN DE44 5001 0517 5407 3249 31.",
                "The words lorem ipsum are a placeholder in our templates.",
                "Dolor means pain, and magna cum laude is Latin for with great praise.",
                "Sed quis custodiet ipsos custodes? Esse est percipi.",
                "Il dolore e la commedia: enim non est sine culpa.",
                "localhost:8080 is where it runs; 192.168.0.1 is the router.",
                "Version 1.2.3-test.4 is in test; node.example is not a host here.",
            })
    void ordinaryTextStaysAsItIs(String text) {
        var filtered = filtered(text);

        assertThat(filtered.passages()).extracting(Passage::text).containsExactly(text);
        assertThat(filtered.removed()).isEmpty();
        assertThat(filtered.summary()).isEmpty();
    }

    @Test
    void fillerGoesSentenceBySentence() {
        var filtered =
                filtered(
                        "Returns are free. Lorem ipsum dolor sit amet, consectetur adipiscing elit. Ut enim ad minim veniam, quis nostrud exercitation. Ask us.");

        assertThat(filtered.passages().getFirst().text()).isEqualTo("Returns are free. Ask us.");
        assertThat(filtered.removed()).isEqualTo(Map.of("filler", 2));
    }

    @Test
    void passageOfWhichNothingIsLeftGoesAndTheOrderStays() {
        var filtered =
                filtered(
                        "First.",
                        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
                        "mail@example.com 555-0100",
                        "Last: mail@example.com.");

        assertThat(filtered.passages()).extracting(Passage::id).containsExactly("doc#0", "doc#3");
        assertThat(filtered.summary()).isEqualTo("email=2, filler=1, passages=2, phone=1");
    }

    @Test
    void doubledTextCostsAboutDouble() {
        var growth =
                new ReadingGrowth()
                        .with(
                                "TestData.left",
                                (text, effort) ->
                                        TestData.left(
                                                new Passage("doc", 0, text, text, text), effort));

        assertThat(growth.tooSlow(Filler.all())).isEmpty();
    }

    @Test
    void titleAndLinkAreFilteredToo() {
        var passage =
                new Passage("doc", 0, "About example.com", "https://example.com/about", "Text.");

        var filtered =
                TestData.filtered("acme", List.of(new FoundPassage(passage, 0.9)), Samples.READING);

        assertThat(filtered.passages())
                .containsExactly(new Passage("doc", 0, "About (left out)", null, "Text."));
        assertThat(filtered.removed()).isEqualTo(Map.of("domain", 2));
    }

    private static TestData.Filtered filtered(String... texts) {
        var found =
                Arrays.stream(texts)
                        .map(text ->
                                new FoundPassage(
                                        new Passage(
                                                "doc",
                                                Arrays.asList(texts).indexOf(text),
                                                "Title",
                                                null,
                                                text),
                                        0.9))
                        .toList();
        return TestData.filtered("acme", found, Samples.READING);
    }
}
