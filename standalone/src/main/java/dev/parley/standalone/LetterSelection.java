package dev.parley.standalone;

import dev.parley.standalone.client.DeadLetterView;
import dev.parley.standalone.client.OperationsClient;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The dead letters that are to be decided about: some by id, or all that match. */
final class LetterSelection {
    private static final int MOST = 100_000;

    /** Conversation by conversation, each in the order of its turns and records. */
    private static final Comparator<DeadLetterView> IN_ORDER =
            Comparator.comparing(DeadLetterView::conversationKey)
                    .thenComparing(
                            DeadLetterView::turn, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(letter -> letter.source().topic())
                    .thenComparing(letter -> letter.source().partition())
                    .thenComparing(letter -> letter.source().offset());

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of letters.")
    private @Nullable List<String> ids;

    @Option(names = "--all", description = "All open ones that match the options below.")
    private boolean all;

    @Mixin private LetterOptions letters = new LetterOptions();

    /**
     * The letters in the order in which they are to be decided about.
     *
     * @throws CommandException when it is not clear which are meant
     */
    List<DeadLetterView> of(OperationsClient client) {
        boolean named = ids != null && !ids.isEmpty();
        if (named == all || (named && !letters.isAny())) {
            throw new CommandException(
                    "name letters by ID, or say --all with the options that tell which");
        }
        var found = all ? client.letters(letters.filter("open"), MOST) : named(client);
        return found.stream().sorted(IN_ORDER).toList();
    }

    private List<DeadLetterView> named(OperationsClient client) {
        return ids == null
                ? List.of()
                : ids.stream()
                        .distinct()
                        .map(id ->
                                client.letter(id)
                                        .orElseThrow(() ->
                                                new CommandException(
                                                        "no dead letter has the id " + id)))
                        .toList();
    }
}
