package dev.parley.standalone;

import dev.parley.standalone.client.RecoveryView;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Puts back what the store lost when it went back in time: after a failover to a standby that lagged, a restore, a loss of power.",
            "Compares what the topics remember with the store. May be repeated, and while everything runs."
        })
final class RecoverCommand implements Callable<Integer> {
    @Option(
            names = "--since",
            paramLabel = "WHEN",
            required = true,
            description =
                    "Before the first loss: an instant, or 15m for so long ago. Earlier is harmless; at most 7 days.")
    private Instant since = Instant.EPOCH;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var done = server.operations().recover(since);
        System.out.println(line(done));
        return left(done).isEmpty() ? 0 : 1;
    }

    /** What it came to, in one line. */
    static String line(RecoveryView done) {
        return "recovered: replies=%d messages=%d superseded=%d erased=%d takenOver=%d published=%d unreadable=%d behind=%d%s"
                .formatted(
                        done.replies(),
                        done.messages(),
                        done.superseded(),
                        done.erased(),
                        done.takenOver(),
                        done.published(),
                        done.unreadable(),
                        done.behind(),
                        left(done));
    }

    /** What is left to do; empty when nothing is. */
    private static String left(RecoveryView done) {
        if (done.behind() > 0) {
            return "; run it once more";
        }
        return done.missingSince() == null
                ? ""
                : "; the store still lacks what it had after %s: run it again with --since 15 minutes before that"
                        .formatted(done.missingSince());
    }
}
