package dev.parley.standalone.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {
    private static final String GOOD =
            """
            {"conversation":"c1","organization":"shop","messages":[{"role":"user","text":"Hello"},\
            {"role":"assistant","text":"Hi"},{"role":"user","text":"One"},{"role":"user","text":"Two"}]}\
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void userMessagesInARowAreOneBurst() throws IOException {
        assertThat(read(GOOD).all())
                .containsExactly(
                        new Script("shop", "c1", List.of(List.of("Hello"), List.of("One", "Two"))));
    }

    @Test
    void gzippedFileIsReadToo() throws IOException {
        var file = directory.resolve("file.jsonl.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(Scripts.read(file.toString(), "", 10).all()).hasSize(1);
    }

    @Test
    void givenOrganizationWinsOverTheField() throws IOException {
        var file = write(GOOD);
        assertThat(Scripts.read(file, "demo", 10).all().getFirst().organization())
                .isEqualTo("demo");
    }

    @Test
    void idsThatParleyWouldRefuseAreMappedAlwaysTheSame() throws IOException {
        var line = GOOD.replace("c1", "Fall 12/3").replace("\"shop\"", "\"Blumen Müller\"");
        var scripts = read(line);
        assertThat(scripts.all())
                .first()
                .satisfies(script -> {
                    assertThat(script.organization()).matches("blumen-m-ller-[0-9a-f]{8}");
                    assertThat(script.conversation()).matches("Fall-12-3-[0-9a-f]{8}");
                });
        assertThat(scripts.renamed()).hasSize(2);
        assertThat(read(line)).isEqualTo(scripts);
    }

    @Test
    void differentIdsStayDifferent() throws IOException {
        var scripts = read(GOOD.replace("c1", "a b") + "\n" + GOOD.replace("c1", "a/b"));
        assertThat(scripts.all().get(0).conversation())
                .isNotEqualTo(scripts.all().get(1).conversation());
    }

    @Test
    void limitStopsBeforeTheLinesBehindIt() throws IOException {
        assertThat(Scripts.read(write(GOOD + "\nnot json"), "", 1).all()).hasSize(1);
    }

    @Test
    void runNamesItsOwnConversations() throws IOException {
        assertThat(read(GOOD).inRun("b").all().getFirst().conversation()).isEqualTo("c1.b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    nonsense                                                              | not JSON
                    [1]                                                                   | not a JSON object
                    {"organization":"shop","messages":[]}                                 | "conversation" must be a text
                    {"conversation":7,"organization":"shop","messages":[]}                | "conversation" must be a text
                    {"conversation":"a","messages":[]}                                    | "organization" must be a text
                    {"conversation":"a","organization":"shop"}                            | "messages" must be a list
                    {"conversation":"a","organization":"shop","messages":[]}              | no message has the role "user"
                    {"conversation":"a","organization":"shop","messages":[{"role":"bot"}]} | messages[0].role must be
                    {"conversation":"a","organization":"shop","messages":[{"role":"user","text":" "}]} | messages[0].text must be
                    {"conversation":"c1","organization":"shop","messages":[{"role":"user","text":"x"}]} | stands already on line 1
                    """)
    void badLineIsNamedWithWhatIsWrong(String line, String what) throws IOException {
        var file = write(GOOD + "\n\n" + line);
        assertThatThrownBy(() -> Scripts.read(file, "", 10))
                .isInstanceOf(ScriptException.class)
                .hasMessageStartingWith(file + ", line 3: ")
                .hasMessageContaining(what);
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> Scripts.read("/no/such.jsonl", "", 10))
                .isInstanceOf(ScriptException.class)
                .hasMessage("there is no file /no/such.jsonl");
    }

    @Test
    void fileThatIsNotGzippedIsNamed() throws IOException {
        var file = directory.resolve("file.jsonl.gz");
        Files.writeString(file, GOOD);
        assertThatThrownBy(() -> Scripts.read(file.toString(), "", 10))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("is not gzipped");
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        var file = write("\n");
        assertThatThrownBy(() -> Scripts.read(file, "", 10))
                .hasMessageContaining("holds no conversations");
    }

    @Test
    void sampleHoldsTwentyConversationsOfSeveralOrganizationsWithBursts() {
        var scripts = Scripts.read(Scripts.SAMPLE, "", 1_000).all();
        assertThat(scripts).hasSize(20);
        assertThat(scripts.stream().map(Script::organization).distinct()).hasSizeGreaterThan(2);
        assertThat(scripts)
                .anyMatch(script -> script.bursts().stream().anyMatch(burst -> burst.size() > 1));
    }

    private Scripts read(String text) throws IOException {
        return Scripts.read(write(text), "", 10);
    }

    private String write(String text) throws IOException {
        return Files.writeString(directory.resolve("file.jsonl"), text).toString();
    }
}
