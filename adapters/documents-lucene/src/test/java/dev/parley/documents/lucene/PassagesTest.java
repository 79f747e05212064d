package dev.parley.documents.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Document;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts with a model that counts words as tokens and reads 30 of them. */
class PassagesTest {
    private final WordEmbeddings embeddings = new WordEmbeddings(30);

    @Test
    void shortSectionsShareAPassageEachUnderItsHeading() {
        assertThat(cut("# Returns\n\nSend it back.\n\n## Cost\n\nNothing.\n\n## Time\n\nA week."))
                .containsExactly("Send it back.\n\nCost\n\nNothing.\n\nTime\n\nA week.");
    }

    @Test
    void passageBeginsWithTheHeadingsItStandsUnder() {
        var passages = cut("## Paying\n\n### By card\n\n" + words(25) + "\n\n" + words(25));

        assertThat(passages)
                .containsExactly(
                        "Paying > By card\n\n" + words(25), "Paying > By card\n\n" + words(25));
    }

    @Test
    void headingOfAnotherLevelEndsThoseBelowIt() {
        assertThat(cut("## One\n\n### Deep\n\n" + words(20) + "\n\n## Two\n\n" + words(20)))
                .containsExactly("One > Deep\n\n" + words(20), "Two\n\n" + words(20));
    }

    @Test
    void tableThatFitsStaysWholeAndALongOneRepeatsItsHead() {
        var row = "| a b c d e | f g h |\n";
        var head = "| Item | Price |\n|---|---|";

        assertThat(cut(words(20) + "\n\n" + head + "\n" + row.repeat(1)))
                .containsExactly(words(20), head + "\n" + row.strip());
        assertThat(cut(head + "\n" + row.repeat(5)))
                .hasSizeGreaterThan(1)
                .allMatch(passage -> passage.startsWith(head + "\n| a"));
    }

    @Test
    void sentenceThatAnnouncesAListStaysWithEachPieceOfIt() {
        var list = IntStream.range(0, 6).mapToObj(i -> "- item " + i + " a b c d").toList();

        assertThat(cut("We do not take:\n\n" + String.join("\n", list)))
                .hasSizeGreaterThan(1)
                .allMatch(passage -> passage.startsWith("We do not take:\n- item"));
    }

    @Test
    void longParagraphIsCutBetweenSentences() {
        var text = "One two three four five six seven eight nine ten. ".repeat(6).strip();

        assertThat(cut(text))
                .hasSize(3)
                .allMatch(passage -> passage.endsWith("ten.") && passage.startsWith("One"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "# %s\n\n%s",
                "- %s\n- %s",
                "| %s | b |\n|---|---|\n| %s | d |",
                "```\n%s\n```",
                "%s:\n\n- %s",
                "> %s\n\n<div>%s</div>"
            })
    void everyPassageIsReadToItsEndAndNothingIsLost(String shape) {
        var text =
                shape.equals("plain")
                        ? words(200)
                        : shape.formatted(words(100), words(100), words(100));
        var passages = cut(text);

        assertThat(passages)
                .isNotEmpty()
                .allSatisfy(passage ->
                        assertThat(embeddings.tokens(Passages.embedded("Returns", passage)))
                                .isLessThanOrEqualTo(embeddings.maxTokens()));
        if (!shape.startsWith("#")) {
            var all = String.join(" ", passages);
            assertThat(IntStream.range(0, 100).mapToObj(i -> "w" + i))
                    .allMatch(word -> (" " + all.replaceAll("\\W", " ") + " ").contains(word));
        }
    }

    @Test
    void wordsLongerThanTheModelReadsAreCut() {
        var local = new LocalEmbeddings(1);
        try (local) {
            var passages =
                    Passages.of(
                            document("https://" + "abc123/".repeat(200) + " \uD83D\uDE00"), local);

            assertThat(passages)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(passage ->
                            assertThat(local.tokens(Passages.embedded("Returns", passage)))
                                    .isLessThanOrEqualTo(local.maxTokens()));
        }
    }

    @Test
    void documentWithoutTextHasNoPassages() {
        assertThat(cut("")).isEmpty();
        assertThat(cut("# Only a heading\n\n---\n")).isEmpty();
    }

    private List<String> cut(String text) {
        return Passages.of(document(text), embeddings);
    }

    private static Document document(String text) {
        return new Document("acme", "returns", 1, "Returns", null, text);
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }
}
