package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.standalone.Standalone;
import dev.parley.standalone.StandaloneSettings;
import dev.parley.testkit.Invariants;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;

/**
 * A Parley in a JVM of its own that dies on command. It reads commands from standard input, one a
 * line, and answers on standard output; it stops when the input ends, so that it never outlives the
 * tests.
 */
final class Victim {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    private final Standalone parley;
    private final VictimFaults faults;

    private Victim(Standalone parley) {
        this.parley = parley;
        this.faults = (VictimFaults) parley.context().getBean(Injection.class).intervention();
    }

    /**
     * Starts it. Arguments: data directory, latency of the model in ms, then properties as {@code
     * name=value}.
     */
    public static void main(String[] arguments) throws Exception {
        var properties = new HashMap<String, String>();
        Arrays.stream(arguments)
                .skip(2)
                .map(text -> text.split("=", 2))
                .forEach(pair -> properties.put(pair[0], pair[1]));
        try (var parley =
                Standalone.start(
                        StandaloneSettings.onFreePorts(Path.of(arguments[0]))
                                .withModelLatency(Duration.ofMillis(Long.parseLong(arguments[1])))
                                .withProperties(Faulty.injected(properties)))) {
            new Victim(parley).obey();
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0); // the broker's threads are not daemons
    }

    private void obey() throws IOException, InterruptedException {
        VictimFaults.say("ready " + parley.address() + " " + parley.operatorKey());
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = commands.readLine();
                line != null && !line.equals("stop");
                line = commands.readLine()) {
            var words = line.split(" ", 2);
            obey(words[0], words.length > 1 ? words[1] : "");
            VictimFaults.say("done " + line);
        }
    }

    private void obey(String command, String argument) throws InterruptedException {
        switch (command) {
            case "watch" -> faults.watch(argument);
            case "unmute" -> faults.unmute();
            case "die" -> faults.dieAt(FaultPoint.valueOf(argument));
            case "halt" -> Runtime.getRuntime().halt(VictimFaults.EXIT_CODE);
            case "hold" -> faults.hold();
            case "fail" -> faults.failModel();
            case "skip" -> faults.skipClaims();
            case "drain" -> QuietTopics.await(parley, DRAIN_LIMIT);
            case "check" -> check(argument);
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
    }

    private void check(String conversation) {
        var parts = conversation.split("/", 2);
        var store = parley.context().getBean(ConversationStore.class);
        VictimFaults.say(
                "violations "
                        + conversation
                        + " "
                        + Invariants.violations(store, new ConversationId(parts[0], parts[1])));
    }
}
