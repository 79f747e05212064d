package dev.parley.standalone;

import dev.parley.standalone.client.StuckPartitionView;
import dev.parley.standalone.client.StuckView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stuck",
        mixinStandardHelpOptions = true,
        description = {
            "Lists conversations in which a message, or a redriven turn, waits for long, the longest first,",
            "and with the operator's key where accepted messages are not taken up at all."
        })
final class StuckCommand implements Callable<Integer> {
    private static final Duration AHEAD = Duration.ofMinutes(-1);

    @Option(
            names = "--organization",
            paramLabel = "ORG",
            description = "Only those of the organization.")
    private @Nullable String organization;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long it has waited at least. Default: ${DEFAULT-VALUE}")
    private Duration olderThan = Duration.ZERO;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "How many at most, up to 200. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var now = Instant.now();
        var found = server.operations().stuck(organization, olderThan, limit);
        found.conversations().stream().map(stuck -> line(stuck, now)).forEach(System.out::println);
        if (found.partitions() != null) {
            found.partitions().stream()
                    .map(partition -> line(partition, now))
                    .forEach(System.out::println);
        }
        return 0;
    }

    /** One line: where nothing is taken up, and how much waits there. */
    static String line(StuckPartitionView partition, Instant now) {
        return "%s-%d  waits %ds  %d messages accepted and not taken up, from offset %d"
                .formatted(
                        partition.topic(),
                        partition.partition(),
                        Math.max(0, Duration.between(partition.waitingSince(), now).toSeconds()),
                        partition.end() - partition.committed(),
                        partition.committed());
    }

    /** One line: whose, for how long, and what it waits for. */
    static String line(StuckView stuck, Instant now) {
        return "%s/%s  waits %s  %s  %s, due %s"
                .formatted(
                        stuck.organization(),
                        stuck.conversation(),
                        waiting(Duration.between(stuck.waitingSince(), now)),
                        stuck.status(),
                        turn(stuck.turn()),
                        stuck.dueAt() == null ? "never" : stuck.dueAt());
    }

    /** The store's clock may be ahead of ours, but not much. */
    private static String waiting(Duration time) {
        return time.compareTo(AHEAD) < 0
                ? "since a moment to come, says another clock,"
                : Math.max(0, time.toSeconds()) + "s";
    }

    private static String turn(StuckView.@Nullable TurnView turn) {
        if (turn == null) {
            return "no turn";
        }
        return "turn %d %s, attempt %d, %d failures%s"
                .formatted(
                        turn.number(),
                        turn.phase(),
                        turn.attempt(),
                        turn.failures(),
                        turn.lastFailure() == null ? "" : " (last: " + turn.lastFailure() + ")");
    }
}
