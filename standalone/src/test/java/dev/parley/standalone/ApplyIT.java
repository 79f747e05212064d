package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.files.OrganizationFile;
import dev.parley.files.OrganizationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Organizations from files into one running Parley; each test has an organization of its own. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplyIT {
    private static final Path SAMPLES = Path.of("../organizations");
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** What the Parley beside the command has to say meanwhile. */
    private static final Pattern LOGGED = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    @SuppressWarnings("NullAway.Init") // started before the first test
    private Standalone parley;

    private @Nullable Captured samplesApplied;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeAll
    void start(@TempDir Path data) {
        parley = Standalone.start(StandaloneSettings.onFreePorts(data));
    }

    @AfterAll
    void stop() {
        parley.close();
    }

    @Test
    void newOrganizationIsServedAtOnceAndItsTurnsNameTheVersion() throws IOException {
        organization("fresh", "Fresh");

        var created = apply();
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.out().lines())
                .satisfiesExactly(
                        key -> assertThat(key).matches("fresh: API key pk_[A-Za-z0-9_-]{43}"),
                        line -> assertThat(line).startsWith("fresh: created, version 1;"));
        assertThat(versionOfTurn("fresh", "m1")).isEqualTo("1");

        organization("fresh", "Fresher");
        assertThat(apply().out()).startsWith("fresh: changed, version 2;");
        assertThat(versionWhenEffective("fresh", "2")).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void appliedTwiceChangesNothing() throws IOException {
        organization("twice", "Twice");
        apply();
        assertThat(apply().out()).startsWith("twice: unchanged, version 1;").hasLineCount(1);
    }

    @Test
    void nothingIsPublishedWhileAnyFileIsWrongAndTheRunningConfigurationStays() throws IOException {
        organization("running", "Running");
        apply();
        organization("running", "Other");
        write("other/organization.yaml", "id: other\nname: Other\nagent: []\n");

        var failed = apply();

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains(
                        folder
                                + "/other/organization.yaml:3:1: agent: is not a known key; did you mean agents?")
                .endsWith("parley: nothing was published: mend the lines above first\n");
        Files.delete(folder.resolve("other/organization.yaml"));
        organization("running", "Running");
        assertThat(apply().out()).startsWith("running: unchanged, version 1;");
        assertThat(parley.client().keys("other")).isEmpty();
    }

    @Test
    void dryRunChangesNothing() throws IOException {
        organization("dry", "Dry");
        assertThat(apply("--dry-run").out()).startsWith("dry: would be created, version 1;");
        assertThat(parley.client().keys("dry")).isEmpty();
        apply();
        organization("dry", "Drier");
        assertThat(apply("--dry-run").out()).startsWith("dry: would be changed, version 2;");
        assertThat(apply("--dry-run").out()).startsWith("dry: would be changed, version 2;");
    }

    @Test
    void manyAtOnceEndWithOneOfThem() throws Exception {
        organization("crowd", "Crowd");
        apply();
        var runs = new ArrayList<Future<?>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                var read =
                        OrganizationFiles.read(organization("crowd", "Crowd " + i))
                                .organizations()
                                .getFirst();
                runs.add(
                        callers.submit(
                                () -> parley.client().configure(read.organization(), false)));
            }
        }
        for (var run : runs) {
            run.get();
        }
        assertThat(apply().out()).matches("(?s)crowd: (un)?changed, version [78];.*");
    }

    @Test
    void samplesAreAppliedTogether() throws IOException {
        var applied = samples();

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.err().lines().filter(line -> !LOGGED.matcher(line).find())).isEmpty();
        assertThat(applied.out())
                .contains("harbor-outfitters: created", "northline-buses: created")
                .contains("willow-dental: created");
        assertThat(versionOfTurn("willow-dental", "m1")).isEqualTo("1");
    }

    /** The plan crosses a topic, and what the executor needs of the playbook with it. */
    @ParameterizedTest
    @MethodSource("handOverPlaybooks")
    void personIsAnnouncedInTheWordsOfTheSamplesOwnPlaybook(String organization, Playbook playbook)
            throws IOException {
        samples();

        parley.client().send(organization, "person", "p1", "I want to talk to a person.");
        var reply = why(organization, "person", "p1").path("reply");
        var shown =
                Captured.command(
                        "why", organization, "p1", "person", "--data", parley.data().toString());

        var words =
                QUOTED.matcher(playbook.instructions())
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
        assertThat(words).as("what the offline model can say").isNotEmpty();
        assertThat(reply.path("text").asString()).contains(words);
        if (playbook.disclaimer() != null) {
            assertThat(reply.path("text").asString()).endsWith(playbook.disclaimer());
        }
        assertThat(reply.path("detail").path("handover.words").asString()).isEqualTo("playbook");
        assertThat(shown.out())
                .contains("handover.words=playbook", "handover.playbook=" + playbook.id());
    }

    /** Of each sample that has one: its organization, and the playbook. */
    static Stream<Arguments> handOverPlaybooks() {
        return OrganizationFiles.read(SAMPLES).organizations().stream()
                .map(OrganizationFile::organization)
                .flatMap(ApplyIT::handOverPlaybook);
    }

    private static Stream<Arguments> handOverPlaybook(Organization organization) {
        return organization.playbooks().stream()
                .filter(playbook ->
                        playbook.active() && playbook.trigger().equals(Playbook.HUMAN_ESCALATION))
                .map(playbook -> Arguments.of(organization.id(), playbook));
    }

    /** All of them, applied once. */
    private Captured samples() throws IOException {
        if (samplesApplied != null) {
            return samplesApplied;
        }
        try (var files = Files.walk(SAMPLES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                write(SAMPLES.relativize(file).toString(), Files.readString(file));
            }
        }
        // The desk's own documents may come by another way than this branch.
        write("harbor-outfitters/documents/zz-test.md", "# Test\n\nA text.\n");
        samplesApplied = apply();
        return samplesApplied;
    }

    private Captured apply(String... more) {
        var arguments =
                Stream.concat(
                        Stream.of(
                                "apply",
                                "-f",
                                folder.toString(),
                                "--data",
                                parley.data().toString(),
                                "--server",
                                parley.address().toString()),
                        Stream.of(more));
        return Captured.command(arguments.toArray(String[]::new));
    }

    private Duration versionWhenEffective(String organization, String version) {
        long start = System.nanoTime();
        for (int turn = 2; !versionOfTurn(organization, "m" + turn).equals(version); turn++) {
            assertThat(turn).as("turns until the version counts").isLessThan(50);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String versionOfTurn(String organization, String message) {
        parley.client().send(organization, "c1", message, "Do you sell umbrellas?");
        return why(organization, "c1", message).at("/reply/detail/configurationVersion").asString();
    }

    private JsonNode why(String organization, String conversation, String message) {
        var why =
                "%s/v1/organizations/%s/messages/%s/why?conversation=%s&wait=%d"
                        .formatted(
                                parley.address(),
                                organization,
                                message,
                                conversation,
                                WAIT.toSeconds());
        var request =
                HttpRequest.newBuilder(URI.create(why))
                        .timeout(WAIT.multipliedBy(2))
                        .header("Authorization", "Bearer " + parley.operatorKey())
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path organization(String id, String name) throws IOException {
        return write(
                id + "/organization.yaml",
                """
                id: %s
                name: %s
                agents:
                  - {id: ann, name: Ann, instructions: Be kind.}
                playbooks:
                  - {id: hello, name: Hello, trigger: welcome, instructions: Greet.}
                """
                        .formatted(id, name));
    }

    private Path write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        return Files.writeString(path, text);
    }
}
