package dev.parley.standalone;

import dev.parley.standalone.play.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything, plays a short conversation and shows the replies.",
            "With --conversations it plays those of a file and checks that no message is lost and none answered twice."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String DATA = ".parley/demo";

    @Option(
            names = "--conversations",
            paramLabel = "FILE",
            description =
                    "JSON Lines, gzipped if named .gz: {conversation, organization, messages: [{role, text}]}."
                            + " User messages without an assistant message between them are sent in one burst. '"
                            + Scripts.SAMPLE
                            + "' is a file that Parley brings along.")
    private @Nullable String conversations;

    @Option(
            names = "--model-latency",
            paramLabel = "TIME",
            defaultValue = "500ms",
            description =
                    "How long the offline model takes for an answer. Default: ${DEFAULT-VALUE}")
    private Duration modelLatency = Duration.ZERO;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the data there. Default: " + DATA + ", emptied at each start")
    private @Nullable Path data;

    @Mixin private PlayOptions options = new PlayOptions();

    @Override
    public Integer call() throws InterruptedException {
        Logging.warningsOnly();
        Logging.begin();
        if (conversations == null) {
            if (options.server().isPresent()) {
                throw new CommandException("--server needs --conversations");
            }
            return converse();
        }
        var scripts = options.scripts(conversations);
        var server = options.server();
        if (server.isPresent()) {
            return options.play(server.get(), scripts);
        }
        try (var parley = start()) {
            return options.play(parley.client(), scripts);
        }
    }

    private int converse() {
        try (var parley = start()) {
            new FirstConversation(parley.client(), System.out).play();
            System.out.print(whereNext(parley));
        }
        return 0;
    }

    private Standalone start() {
        var kept = data;
        var directory =
                kept == null ? DataDirectory.openEmpty(Path.of(DATA)) : DataDirectory.open(kept);
        System.err.println(
                "Starting Kafka, Redis and the services in "
                        + directory.path()
                        + (kept == null ? ", emptied first ..." : " ..."));
        return Standalone.start(
                StandaloneSettings.onFreePorts(directory.path()).withModelLatency(modelLatency),
                directory);
    }

    private static String whereNext(Standalone parley) {
        return """

        Where to look next
          ./parley up --data %1$s      serves this conversation again, until Ctrl-C
          ./parley why %2$s %3$s --data %1$s      then explains the last message
          ./parley demo --conversations sample --organizations-from-field      plays 20 conversations at once
          README.md tells the rest.
        """
                .formatted(
                        shortened(parley.data()),
                        FirstConversation.ORGANIZATION,
                        FirstConversation.LAST_MESSAGE);
    }

    private static Path shortened(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
