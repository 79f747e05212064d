package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(help.out()).contains("up ", "demo ", "why ", "keys ", "evaluate ");
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
                        + "; start one with ./parley up, or name one with --server and --key",
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
