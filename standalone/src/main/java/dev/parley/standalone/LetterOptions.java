package dev.parley.standalone;

import dev.parley.standalone.client.LetterFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class LetterOptions {
    @Option(
            names = "--organization",
            paramLabel = "ORG",
            description = "Only those of the organization.")
    private @Nullable String organization;

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "Only those of conversations of this id.")
    private @Nullable String conversation;

    @Option(
            names = "--cause",
            paramLabel = "WORDS",
            description = "Only those whose cause contains the words.")
    private @Nullable String cause;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Only those given up by the stage, as planner or executor.")
    private @Nullable String stage;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Given up then or later: an instant, or a duration for so long ago.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "WHEN", description = "Given up before.")
    private @Nullable Instant until;

    LetterFilter filter(@Nullable String state) {
        return new LetterFilter(organization, conversation, cause, stage, state, since, until);
    }

    /** Whether anything is narrowed down. */
    boolean isAny() {
        return filter(null).equals(new LetterFilter(null, null, null, null, null, null, null));
    }
}
