package dev.parley.standalone;

import dev.parley.standalone.client.DeadLetterView;
import dev.parley.standalone.client.OperationsClient;
import dev.parley.standalone.client.RefusedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides about dead letters one after the other and tells what came of each. A conversation whose
 * letter is refused is left alone from there on, so that its order is kept.
 */
final class LetterRun {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Function<DeadLetterView, DeadLetterView> decision;
    private final Duration patience;
    private final PrintStream out;
    private final Set<String> leftAlone = new HashSet<>();
    private int done;

    /**
     * Makes one.
     *
     * @param patience how long a letter waits for the open turn of its conversation
     */
    LetterRun(
            Function<DeadLetterView, DeadLetterView> decision, Duration patience, PrintStream out) {
        this.decision = decision;
        this.patience = patience;
        this.out = out;
    }

    /** Decides about all; returns the exit code: 0 when all is done, else 1. */
    int over(List<DeadLetterView> letters, String word) {
        letters.forEach(this::decide);
        out.printf("%d of %d %s%n", done, letters.size(), word);
        return done == letters.size() ? 0 : 1;
    }

    private void decide(DeadLetterView letter) {
        boolean ofNobody = letter.organization() == null;
        if (!ofNobody && leftAlone.contains(letter.conversationKey())) {
            out.printf(
                    "%s left: an earlier one of %s was refused%n",
                    letter.id(), letter.conversationKey());
            return;
        }
        try {
            var decided = patiently(letter);
            done++;
            out.printf("%s %s%n", decided.id(), decided.state());
        } catch (RefusedException e) {
            leftAlone.add(letter.conversationKey());
            out.printf("%s refused: %s%n", letter.id(), e.reason());
        }
    }

    /** An open turn ends by itself. */
    private DeadLetterView patiently(DeadLetterView letter) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return decision.apply(letter);
            } catch (RefusedException e) {
                if (!OperationsClient.TURN_OPEN.equals(e.kind()) || System.nanoTime() >= end) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
