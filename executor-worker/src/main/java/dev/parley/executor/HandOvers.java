package dev.parley.executor;

import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Words;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.organization.Wording;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.Prompts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a customer that a person takes over: in the words of the organization's playbook for it,
 * where it has one and a model can put them within a bounded time, else in fixed ones. A hand-over
 * never fails because a model does. Thread-safe.
 */
final class HandOvers {
    /** Where people find whose words these are. */
    private static final String WORDS = "handover.words";

    private static final Logger LOG = LoggerFactory.getLogger(HandOvers.class);
    private static final int LONGEST = 1_500;

    private final ModelCalls calls;
    private final Prompts prompts;
    private final Duration patience;
    private final ReadingThreads threads;
    private final AnswerReading reading;

    /**
     * Makes one.
     *
     * @param patience how long the model may take
     */
    HandOvers(ModelCalls calls, Prompts prompts, Duration patience, ReadingThreads threads) {
        this.calls = calls;
        this.prompts = prompts;
        this.patience = patience;
        this.threads = threads;
        this.reading = new AnswerReading(threads);
    }

    /** Says that nobody is available. */
    Written noAgent(Assignment asked) {
        return Written.fixed(Wording.NO_AGENT)
                .with(ReplyMetadata.SUMMARY, CustomersWords.of(asked));
    }

    /**
     * Acknowledges the hand-over, and asks for what a person needs.
     *
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    Written acknowledge(Assignment asked) throws InterruptedException {
        return words(asked).with(ReplyMetadata.SUMMARY, CustomersWords.of(asked));
    }

    private Written words(Assignment asked) throws InterruptedException {
        var playbook = asked.plan().playbook();
        if (playbook == null) {
            return in(Words.FIXED, Written.fixed(Wording.HAND_OVER));
        }
        try {
            var written = inTime(asked);
            var objection = objection(written, asked, playbook);
            return objection == null
                    ? in(Words.PLAYBOOK, said(asked, written, playbook))
                    : fixedBecause(asked, objection, playbook);
        } catch (TimeoutException _) {
            return fixedBecause(asked, "no words within " + patience, playbook);
        } catch (ExecutionException e) {
            LOG.debug("a hand-over uses the fixed words", e);
            return fixedBecause(asked, cause(e), playbook);
        }
    }

    private Written inTime(Assignment asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        var work = new FutureTask<>(() -> calls.unwatched(prompts.handOver(asked)));
        Thread.ofVirtual().name("hand-over " + asked.plan().conversation()).start(work);
        try {
            return work.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            work.cancel(true);
        }
    }

    /** Why the model's words may not go out; null when they may. */
    private @Nullable String objection(
            Written written, Assignment asked, PlannedPlaybook playbook) {
        if (written.text().length() > LONGEST) {
            return "words too long";
        }
        var agent = asked.plan().agent();
        var sources =
                List.of(
                        playbook.instructions(),
                        agent == null ? "" : agent.instructions(),
                        playbook.disclaimer() == null ? "" : playbook.disclaimer());
        var unsupported = reading.unsupported(written, List.of(), asked, sources);
        return unsupported.isEmpty() ? null : "unsupported: " + String.join("; ", unsupported);
    }

    private Written said(Assignment asked, Written written, PlannedPlaybook playbook) {
        var disclaimer = Disclaimer.of(playbook);
        var text =
                threads.read(
                        asked.plan().conversation().organization(),
                        effort -> disclaimer.onceIn(ReadableText.asWritten(written.text(), effort)),
                        disclaimer.after(written));
        return written.withText(text).with("handover.playbook", playbook.id());
    }

    private Written fixedBecause(Assignment asked, String cause, PlannedPlaybook playbook) {
        return in(Words.FIXED, said(asked, Written.fixed(Wording.HAND_OVER), playbook))
                .with("handover.cause", cause);
    }

    private static Written in(Words words, Written written) {
        return written.with(words).with(WORDS, words.text());
    }

    private static String cause(ExecutionException e) {
        return e.getCause() instanceof ModelException model
                ? "model " + model.kind()
                : "model failed";
    }
}
