package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void helpNamesEveryCommand() {
        var help = Captured.command("help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("up ", "demo ", "why ", "services ", "keys ", "evaluate ", "apply ")
                .contains("dead-letters ", "conversations ");
    }

    @Test
    void unknownCommandIsAUsageError() {
        var failed = Captured.command("dance");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.err()).contains("dance");
    }

    @Test
    void valueThatIsNoDurationIsNamed() {
        var failed = Captured.command("up", "--model-latency", "soon");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.err())
                .contains("--model-latency", "'soon' is not a duration such as 500ms");
    }

    @Test
    void retrievalIsEvaluatedOnAnybodysFiles() throws IOException {
        var documents = Files.createDirectory(directory.resolve("documents"));
        Files.writeString(
                documents.resolve("hours.md"),
                "---\ntitle: Opening hours\n---\nWe are open from nine to five on weekdays.");
        Files.writeString(
                documents.resolve("returns.md"),
                "# Returns\n\nSend things back within thirty days for a refund.");
        var questions =
                Files.writeString(
                        directory.resolve("questions.jsonl"),
                        """
                        {"question": "When are you open?", "documents": ["hours"]}
                        {"question": "How do I get a refund?", "documents": ["returns"]}
                        {"question": "Who won the chess game?", "documents": []}
                        """);

        var done =
                Captured.command(
                        "evaluate",
                        "retrieval",
                        "--organization",
                        directory.toString(),
                        "--questions",
                        questions.toString());

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .contains(
                        "2 documents, 2 passages",
                        "3 questions, 2 of them answerable",
                        "recall@5             1.000",
                        "answering, precision 1.000",
                        "answering, recall    1.000");
    }

    @Test
    void badFilesOfAnEvaluationAreOneLine() throws IOException {
        Files.writeString(directory.resolve("hours.md"), "Nine to five.");
        var questions = directory.resolve("questions.jsonl");
        for (var bad :
                Map.of(
                                "{\"question\": \"a\"}", ":1: \"documents\" must be a list of ids",
                                "\n{\"question\": \"a\", \"documents\": [], \"x\": 1}",
                                        ":2: unknown key \"x\"",
                                "{", ":1: is not JSON",
                                "{\"question\": \"a\", \"documents\": [\"b\"]}",
                                        "names document \"b\"")
                        .entrySet()) {
            Files.writeString(questions, bad.getKey());
            var failed =
                    Captured.command(
                            "evaluate",
                            "retrieval",
                            "--organization=" + directory,
                            "--questions=" + questions);
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err()).startsWith("parley: " + questions).contains(bad.getValue());
            assertThat(failed.err().strip().lines()).hasSize(1);
        }
    }

    @Test
    void badLineOfAConversationFileIsOneLine() throws IOException {
        var file = Files.writeString(directory.resolve("bad.jsonl"), "{}\n");
        expectOneLine(
                "parley: " + file + ", line 1: \"conversation\" must be a text that is not blank",
                "demo",
                "--conversations",
                file.toString());
    }

    @Test
    void evaluationOfEscalationPrintsItsFigures() throws IOException {
        var file =
                Files.writeString(
                        directory.resolve("texts.jsonl"),
                        """
                        {"text": "I want to talk to a person", "human": true}

                        {"text": "xyzzy", "human": true}
                        {"text": "get me a manager", "human": false}
                        {"text": "What are your customer service hours?", "human": false}
                        """);
        var plain = Captured.command("evaluate", "escalation", file.toString());
        assertThat(plain.exitCode()).isZero();
        assertThat(plain.out())
                .isEqualTo(
                        "texts=4 found=1 missed=1 mistaken=1 left=1 precision=0.500 recall=0.500 f1=0.500\n");
        var told =
                Captured.command(
                        "evaluate", "escalation", "--errors", "--phrase", "XYZZY", file.toString());
        assertThat(told.out())
                .contains("line 4 mistaken, by \"get me a manager\"", "recall=1.000")
                .doesNotContain("missed:");
    }

    @Test
    void badLineOfAnEvaluationIsOneLine() throws IOException {
        var file =
                Files.writeString(
                        directory.resolve("bad.jsonl"),
                        "{\"text\": \"hi\", \"human\": false}\n{\"text\": \"hi\", \"human\": 1}\n");
        expectOneLine(
                "parley: " + file + ", line 2: \"human\" must be true or false",
                "evaluate",
                "escalation",
                file.toString());
        Files.write(file, new byte[] {'{', '}', '\n', (byte) 0xC3, '\n'});
        expectOneLine(
                "parley: " + file + ", line 2: not UTF-8",
                "evaluate",
                "escalation",
                file.toString());
    }

    @Test
    void processesOfServicesAreToldByTheirOptions() {
        assertThat(Captured.command("services", "--help").out())
                .contains("--each", "--heap", "--set", "--property", "--model-latency");
        assertThat(Captured.command("services", "--each", "two").exitCode()).isEqualTo(2);
    }

    @Test
    void step71EvaluationOfResolutionPrintsItsFigures() throws IOException {
        var lines =
                """
                {"messages": [{"role": "user", "text": "bye", "closes": true},
                 {"role": "assistant", "text": "Anything else?"},
                 {"role": "user", "text": "no", "closes": true},
                 {"role": "user", "text": "hasta luego", "closes": true},
                 {"role": "user", "text": "that's all", "closes": false},
                 {"role": "user", "text": "thanks, and the lamp?", "closes": false}]}
                """
                        .replace("\n ", " ");
        var file = Files.writeString(directory.resolve("conversations.jsonl"), lines);
        var told = Captured.command("evaluate", "resolution", "--errors", file.toString());
        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .isEqualTo(
                        """
                        line 1 missed: hasta luego
                        line 1 mistaken, by "that's all" (DONE): that's all
                        closes DONE: ending=0 others=1
                        closes FAREWELL: ending=1 others=0
                        closes REFUSED_MORE: ending=1 others=0
                        continues: ending=1 others=1
                        texts=5 found=2 missed=1 mistaken=1 left=1 precision=0.667 recall=0.667 f1=0.667
                        """);

        var packed = directory.resolve("conversations.jsonl.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(
                        Captured.command(
                                        "evaluate",
                                        "resolution",
                                        "--phrase",
                                        "Hasta luego",
                                        packed.toString())
                                .out())
                .contains("closes PHRASE: ending=1 others=0", "recall=1.000")
                .doesNotContain("line ");
    }

    @Test
    void step71BadLineOfAConversationToEvaluateIsOneLine() throws IOException {
        var file = directory.resolve("bad.jsonl");
        for (var bad :
                Map.of(
                                "{\"messages\": []}",
                                        "\"messages\" must be a list that is not empty",
                                "{\"messages\": [{\"role\": \"user\", \"text\": \"a\"}]}",
                                        "\"closes\" must be true or false",
                                "{\"messages\": [{\"role\": \"cat\", \"text\": \"a\"}]}",
                                        "\"role\" must be user or assistant",
                                "{\"messages\": [7]}", "\"text\" must be a text that is not blank")
                        .entrySet()) {
            Files.writeString(file, "\n" + bad.getKey());
            expectOneLine(
                    "parley: " + file + ", line 2: " + bad.getValue(),
                    "evaluate",
                    "resolution",
                    file.toString());
        }
        var broken = Files.writeString(directory.resolve("bad.jsonl.gz"), "not packed");
        expectOneLine(
                "parley: "
                        + broken
                        + " cannot be read: java.util.zip.ZipException: Not in GZIP format",
                "evaluate",
                "resolution",
                broken.toString());
    }

    @Test
    void evaluationOfNothingIsAUsageError() {
        assertThat(Captured.command("evaluate").exitCode()).isEqualTo(2);
    }

    @Test
    void concurrencyOutOfRangeIsOneLine() {
        expectOneLine(
                "parley: --concurrency must be 1 to 2000, not 0",
                "demo",
                "--conversations",
                "sample",
                "--concurrency",
                "0",
                "--server",
                "http://127.0.0.1:1",
                "--key",
                "k");
    }

    @Test
    void whyWithoutARunningParleySaysHowToStartOne() {
        expectOneLine(
                "parley: no Parley runs in "
                        + directory
                        + "; start one with ./parley up, or name one with --server and --key-file",
                "why",
                "demo",
                "m1",
                "--data",
                directory.toString());
    }

    @Test
    void keysTellsWhatItCanDo() {
        expectOneLine(
                "parley: 'burn' is none of list, create, revoke, rotate", "keys", "demo", "burn");
        expectOneLine(
                "parley: revoke needs the ID of a key; list shows them",
                "keys",
                "demo",
                "revoke",
                "--server",
                "http://127.0.0.1:1",
                "--key",
                "k");
    }

    @Test
    void serverThatIsNotThereIsOneLine() {
        var server = "http://127.0.0.1:" + LoopbackPort.free();
        var failed = Captured.command("why", "demo", "m1", "--server", server, "--key", "k");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).startsWith("parley: no answer from " + server).hasLineCount(1);
    }

    private static void expectOneLine(String line, String... arguments) {
        var failed = Captured.command(arguments);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).isEqualTo(line + "\n");
        assertThat(failed.out()).isEmpty();
    }
}
