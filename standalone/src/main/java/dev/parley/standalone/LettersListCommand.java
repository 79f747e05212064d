package dev.parley.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters in the order they were given up.")
final class LettersListCommand implements Callable<Integer> {
    @Mixin private LetterOptions letters = new LetterOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "open",
            description = "open (default), redriven, discarded or any.")
    private String state = "open";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandException("--limit must be at least 1, not " + limit);
        }
        var filter = letters.filter(state.equals("any") ? null : state);
        // One more than is shown tells whether there are more.
        var found = server.operations().letters(filter, limit + 1);
        found.stream().limit(limit).map(LetterText::line).forEach(System.out::println);
        if (found.size() > limit) {
            System.err.println("there are more; --limit or --since shows them");
        }
        return 0;
    }
}
