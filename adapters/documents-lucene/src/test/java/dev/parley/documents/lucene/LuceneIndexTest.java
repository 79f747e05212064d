package dev.parley.documents.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.EmbeddedDocument.EmbeddedPassage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest {
    private static final WordEmbeddings EMBEDDINGS = new WordEmbeddings(100);

    private LuceneIndex index;

    @BeforeEach
    void open() throws IOException {
        index = new LuceneIndex(EMBEDDINGS, 0.5, new ByteBuffersDirectory());
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void scoreIsTheRawCosine() throws IOException {
        put("acme", "boots", 1, "red boots");

        assertThat(search("acme", "red boots").getFirst().score()).isCloseTo(1, within(0.001));
        assertThat(search("acme", "red tent").getFirst().score()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void passageComesBackAsItWasPublished() throws IOException {
        put("acme", "boots", 1, "first", "second boots");

        var passage = search("acme", "boots").getFirst().passage();
        assertThat(passage.id()).isEqualTo("boots#1");
        assertThat(passage.title()).isEqualTo("Title of boots");
        assertThat(passage.link()).isEqualTo("https://acme/boots");
        assertThat(passage.text()).isEqualTo("second boots");
    }

    @Test
    void passageWithTheQuestionsRareWordComesBeforeAnEquallyNearOne() throws IOException {
        var vector = WordEmbeddings.vector("anything");
        index.put(embedded("acme", "a", 1, List.of(new EmbeddedPassage("canister valve", vector))));
        index.put(embedded("acme", "b", 1, List.of(new EmbeddedPassage("canister EN417", vector))));
        index.refresh();

        assertThat(search("acme", "is it EN417?").getFirst().passage().documentId()).isEqualTo("b");
    }

    @Test
    void newerVersionReplacesAllPassagesAndAnOlderOneNothing() throws IOException {
        put("acme", "boots", 2, "red boots", "blue boots");
        put("acme", "boots", 1, "old boots");
        assertThat(texts("acme")).containsExactlyInAnyOrder("red boots", "blue boots");

        put("acme", "boots", 3, "green boots");
        assertThat(texts("acme")).containsExactly("green boots");
    }

    @Test
    void removedAndEmptiedDocumentsAreNotFound() throws IOException {
        put("acme", "boots", 1, "red boots");
        put("acme", "tents", 1, "red tents");
        put("other", "boots", 1, "red boots");

        index.remove("acme", "boots");
        put("acme", "tents", 2);

        assertThat(texts("acme")).isEmpty();
        assertThat(texts("other")).containsExactly("red boots");
    }

    @Test
    void organizationIsNotAPrefixOrAPatternOfAnother() throws IOException {
        put("acme", "b", 1, "boots");
        put("acme-2", "b", 1, "boots");

        assertThat(texts("acme")).hasSize(1);
        assertThat(texts("acm")).isEmpty();
        assertThat(texts("*")).isEmpty();
    }

    @Test
    void questionOfAnOrganizationWithoutDocumentsIsNotEmbedded() throws IOException {
        put("acme", "boots", 1, "red boots");
        int before = EMBEDDINGS.calls();

        assertThat(index.search("nobody", "red boots", 5)).isEmpty();
        assertThat(EMBEDDINGS.calls()).isEqualTo(before);

        assertThat(index.search("acme", "red boots", 5)).isNotEmpty();
        assertThat(EMBEDDINGS.calls()).isEqualTo(before + 1);
    }

    @Test
    void changesAreVisibleWithinASecondWithoutAskingForIt() {
        index.put(embedded("acme", "boots", 1, passages("red boots")));
        await(1);
        index.remove("acme", "boots");
        await(0);
    }

    @Test
    void vectorsOfAnotherModelAreNotSearched() throws IOException {
        put("acme", "boots", 1, "red boots");
        var other =
                new EmbeddedDocument(
                        embedded("acme", "boots", 2, List.of()).document(),
                        "another",
                        passages("red boots"));
        index.put(other);
        index.refresh();

        assertThat(texts("acme")).isEmpty();
    }

    @Test
    void questionOfSignsOrWithoutEndIsAnswered() throws IOException {
        put("acme", "boots", 1, "red boots");

        assertThat(search("acme", "   ")).isEmpty();
        assertThat(search("acme", "?!* OR (\" AND")).hasSize(1);
        assertThat(search("acme", "the of and")).hasSize(1);
        assertThat(search("acme", "boots x".repeat(20_000))).hasSize(1);
    }

    @Test
    void directoryIsEmptiedAtTheStart(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 2; i++) {
            try (var onDisk = new LuceneIndex(EMBEDDINGS, 0.5, FSDirectory.open(folder))) {
                assertThat(onDisk.search("acme", "boots", 5)).isEmpty();
                onDisk.put(embedded("acme", "boots", 1, passages("red boots")));
                onDisk.refresh();
                assertThat(onDisk.search("acme", "boots", 5)).hasSize(1);
                assertThat(Files.list(folder)).isNotEmpty();
            }
        }
    }

    private void await(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (index.search("acme", "red boots", 5).size() != count) {
            assertThat(System.nanoTime()).as("visible within a second").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void put(String organization, String id, long version, String... texts)
            throws IOException {
        index.put(embedded(organization, id, version, passages(texts)));
        index.refresh();
    }

    private static List<EmbeddedPassage> passages(String... texts) {
        return List.of(texts).stream()
                .map(text -> new EmbeddedPassage(text, WordEmbeddings.vector(text)))
                .toList();
    }

    private static EmbeddedDocument embedded(
            String organization, String id, long version, List<EmbeddedPassage> passages) {
        return new EmbeddedDocument(
                new Document(organization, id, version, "Title of " + id, "https://acme/" + id, ""),
                "words",
                passages);
    }

    private List<String> texts(String organization) {
        return search(organization, "boots").stream().map(f -> f.passage().text()).toList();
    }

    private List<dev.parley.conversation.document.FoundPassage> search(
            String organization, String question) {
        return index.search(organization, question, 10);
    }
}
