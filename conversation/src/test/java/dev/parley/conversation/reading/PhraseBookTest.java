package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Making an organization's phrases ready costs more than a message may. */
class PhraseBookTest {
    private final List<String> asked = new ArrayList<>();
    private final PhraseBook book =
            new PhraseBook(organization -> {
                asked.add(organization.id());
                return organization.humanPhrases();
            });

    @Test
    void phrasesAreMadeReadyOnceForAConfiguration() {
        var first = book.of(organization("acme", 1, "a human please"));

        assertThat(book.of(organization("acme", 1, "a human please"))).isSameAs(first);
        assertThat(book.of(organization("acme", 2, "a human please")))
                .as("a version that changes other things")
                .isSameAs(first);
        assertThat(asked).hasSize(3);
    }

    @Test
    void changedPhrasesCountAtOnce() {
        var before = book.of(organization("acme", 1, "a human please"));

        var after = book.of(organization("acme", 2, "get me a person"));

        assertThat(after).isNotSameAs(before);
        assertThat(book.of(organization("acme", 2, "get me a person"))).isSameAs(after);
    }

    @Test
    void organizationsDoNotPushEachOtherOut() {
        var acme = book.of(organization("acme", 1, "a human please"));
        var globex = book.of(organization("globex", 1, "a human please"));

        assertThat(globex).isNotSameAs(acme);
        assertThat(book.of(organization("acme", 1, "a human please"))).isSameAs(acme);
    }

    private static Organization organization(String id, long version, String phrase) {
        return new Organization(id, version, id, List.of(), List.of(), List.of(phrase), List.of());
    }
}
