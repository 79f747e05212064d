package dev.parley.standalone;

import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a file of conversations is played: which of them, how many at once, and where. */
final class PlayOptions {
    @Option(
            names = "--organizations-from-field",
            description =
                    "Plays each conversation in the organization its line names; without it all in 'demo'.")
    private boolean organizationsFromField;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Plays only the first N conversations.")
    private int limit;

    @Option(
            names = "--concurrency",
            paramLabel = "C",
            defaultValue = "10",
            description = "Conversations at the same time. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "120s",
            description =
                    "How long a message may take before it counts as lost. Default: ${DEFAULT-VALUE}")
    private Duration patience = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Plays the conversations in an order drawn with N.")
    private @Nullable Long seed;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description =
                    "Ends each conversation's id with NAME, so that a server which knows the file plays it anew.")
    private @Nullable String run;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Plays against this Parley, with its operator's API key.")
    private @Nullable URI server;

    @Mixin private KeyOptions keys = new KeyOptions();

    /**
     * The Parley to play against, if one is named.
     *
     * @throws CommandException when it has no key, or a key has no server
     */
    Optional<ParleyClient> server() {
        if (server == null) {
            if (keys.given().isPresent()) {
                throw new CommandException("a key needs the --server that it is for");
            }
            return Optional.empty();
        }
        KeyOptions.warnWhenReadable(server);
        return Optional.of(new ParleyClient(server, keys.forServer(server)));
    }

    /** Reads the conversations that are to be played. */
    Scripts scripts(String file) {
        if (limit < 1) {
            throw new CommandException("--limit must be at least 1");
        }
        var scripts =
                Scripts.read(
                        file, organizationsFromField ? "" : FirstConversation.ORGANIZATION, limit);
        scripts.renamed()
                .forEach((from, to) ->
                        System.err.println(
                                "The id '"
                                        + from
                                        + "' is not one that Parley takes: playing as '"
                                        + to
                                        + "'"));
        if (run != null) {
            if (!run.matches("[A-Za-z0-9_-]{1,16}")) {
                throw new CommandException("--run must be 1 to 16 characters of A-Z a-z 0-9 _ -");
            }
            scripts = scripts.inRun(run);
        }
        return seed == null ? scripts : scripts.shuffled(seed);
    }

    /** Plays them and prints how it went; returns the exit code. */
    int play(ParleyClient client, Scripts scripts) throws InterruptedException {
        var player = new Player(client, playerSettings());
        var score = player.play(scripts.all(), Progress.onStandardError());
        score.findings()
                .forEach(finding -> System.err.println(finding.kind() + " " + finding.text()));
        if (score.refused() > 0) {
            System.err.println(
                    score.refused()
                            + " messages were not accepted within "
                            + patience.toSeconds()
                            + " s");
        }
        System.out.println(score.line());
        return score.isGood() ? 0 : 1;
    }

    private PlayerSettings playerSettings() {
        try {
            return new PlayerSettings(concurrency, patience);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--" + e.getMessage(), e);
        }
    }
}
