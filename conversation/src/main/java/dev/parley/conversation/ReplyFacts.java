package dev.parley.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What code reads of how a reply came to be. Immutable.
 *
 * @param grounding how what it states was checked; absent where nothing was
 * @param asksWhetherDone whether it ends by asking if the matter is settled
 * @param offline whether the built-in model wrote it
 * @param words whose words a hand-over or a notice uses; absent elsewhere
 * @param failures how many tries of its turn had failed before
 * @param answers ids of the messages it answers, in order; empty where it answers none
 * @param givenUpBy the stage that gave its turn up; absent unless it is the apology for that
 */
public record ReplyFacts(
        @Nullable Grounding grounding,
        boolean asksWhetherDone,
        boolean offline,
        @Nullable Words words,
        int failures,
        List<String> answers,
        @Nullable Stage givenUpBy) {
    /** Nothing to tell. */
    public static final ReplyFacts NONE =
            new ReplyFacts(null, false, false, null, 0, List.of(), null);

    public ReplyFacts {
        answers = List.copyOf(answers);
    }

    public ReplyFacts withGrounding(Grounding value) {
        return new ReplyFacts(value, asksWhetherDone, offline, words, failures, answers, givenUpBy);
    }

    public ReplyFacts withAsksWhetherDone(boolean value) {
        return new ReplyFacts(grounding, value, offline, words, failures, answers, givenUpBy);
    }

    public ReplyFacts withOffline(boolean value) {
        return new ReplyFacts(
                grounding, asksWhetherDone, value, words, failures, answers, givenUpBy);
    }

    public ReplyFacts withWords(Words value) {
        return new ReplyFacts(
                grounding, asksWhetherDone, offline, value, failures, answers, givenUpBy);
    }

    public ReplyFacts withFailures(int value) {
        return new ReplyFacts(
                grounding, asksWhetherDone, offline, words, value, answers, givenUpBy);
    }

    public ReplyFacts withAnswers(List<String> value) {
        return new ReplyFacts(
                grounding, asksWhetherDone, offline, words, failures, value, givenUpBy);
    }

    public ReplyFacts withGivenUpBy(Stage value) {
        return new ReplyFacts(grounding, asksWhetherDone, offline, words, failures, answers, value);
    }

    /** The same for people, by the names they know; builds older than this type read these. */
    Map<String, String> told() {
        var told = new HashMap<String, String>();
        if (grounding != null) {
            told.put(FormerFacts.name(grounding), grounding.text());
        }
        if (asksWhetherDone) {
            told.put(FormerFacts.ENDER, FormerFacts.YES);
        }
        if (offline) {
            told.put(FormerFacts.OFFLINE, FormerFacts.YES);
        }
        if (failures > 0) {
            told.put(FormerFacts.FAILURES, Integer.toString(failures));
        }
        if (!answers.isEmpty()) {
            told.put(FormerFacts.ANSWERS, String.join("\n", answers));
        }
        return told;
    }
}
