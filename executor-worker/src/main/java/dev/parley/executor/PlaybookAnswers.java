package dev.parley.executor;

import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.executor.passage.TestData;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.Prompts;

/** Step 5.2: answers by a playbook, with passages where the plan has some. Thread-safe. */
final class PlaybookAnswers {
    private final ModelCalls calls;
    private final Prompts prompts;
    private final ReadingThreads threads;
    private final AnswerReading reading;

    PlaybookAnswers(ModelCalls calls, Prompts prompts, ReadingThreads threads) {
        this.calls = calls;
        this.prompts = prompts;
        this.threads = threads;
        this.reading = new AnswerReading(threads);
    }

    /** Writes the answer. */
    Written answer(Assignment asked) throws ModelException, InterruptedException {
        var filtered =
                TestData.filtered(
                        asked.plan().conversation().organization(),
                        asked.plan().passages(),
                        threads);
        var passages = prompts.best(filtered.passages());
        var closing = Closing.of(asked, threads);
        var written =
                calls.watched(prompts.playbook(asked, passages, closing.guidance()), asked)
                        .with("testData", filtered.summary());
        if (passages.isEmpty()) {
            return closing.end(written);
        }
        var citations = reading.citations(written, passages, asked);
        var ended = closing.end(written.withText(citations.text()));
        return ended.withText(ended.text() + citations.sources())
                .with("citations", citations.ids());
    }
}
