package dev.parley.executor;

import dev.parley.conversation.Grounding;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.organization.Wording;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.executor.passage.Citations;
import dev.parley.executor.passage.TestData;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Step 5.1: answers from passages, with citations. What an answer states must be said in the
 * passages, the conversation or the organization's own instructions: otherwise the model is asked
 * once more, and after that a safe answer goes out. Nobody watches an answer before it was checked.
 * Thread-safe.
 */
final class DocumentAnswers {
    private static final int MOST_PAGES = 3;

    private final ModelCalls calls;
    private final Prompts prompts;
    private final ReadingThreads threads;
    private final AnswerReading reading;

    DocumentAnswers(ModelCalls calls, Prompts prompts, ReadingThreads threads) {
        this.calls = calls;
        this.prompts = prompts;
        this.threads = threads;
        this.reading = new AnswerReading(threads);
    }

    /** Writes the answer; without a passage to answer from it asks no model. */
    Written answer(Assignment asked) throws ModelException, InterruptedException {
        var filtered =
                TestData.filtered(
                        asked.plan().conversation().organization(),
                        asked.plan().passages(),
                        threads);
        var passages = prompts.best(filtered.passages());
        var written =
                passages.isEmpty()
                        ? Written.fixed(Wording.NOTHING_FOUND).with(Grounding.NOTHING_FOUND)
                        : answerFrom(asked, passages);
        return written.with("testData", filtered.summary());
    }

    private Written answerFrom(Assignment asked, List<Passage> passages)
            throws ModelException, InterruptedException {
        var closing = Closing.of(asked, threads);
        var request = prompts.documentQa(asked, passages, closing.guidance());
        var sources = sources(asked, passages);

        var first = calls.unwatched(request);
        var unsupported = reading.unsupported(first, passages, asked, sources);
        if (unsupported.isEmpty()) {
            return finished(asked, first, passages, closing).with(Grounding.CHECKED);
        }
        var second = again(request, first, unsupported);
        var still =
                second == null
                        ? unsupported
                        : reading.unsupported(second, passages, asked, sources);
        var result =
                second != null && still.isEmpty()
                        ? finished(asked, second, passages, closing).with(Grounding.REGENERATED)
                        : safe(second == null ? first : second, passages).with(Grounding.SAFE);
        return result.with("unsupported", shown(unsupported, still));
    }

    /** Null when the model refuses: then time would not help, but a safe answer does. */
    private @Nullable Written again(ModelRequest request, Written first, List<String> unsupported)
            throws ModelException, InterruptedException {
        try {
            return calls.unwatched(prompts.correction(request, first.text(), unsupported))
                    .after(first);
        } catch (ModelException e) {
            if (e.kind() == ModelException.Kind.REJECTED
                    || e.kind() == ModelException.Kind.BROKEN_ANSWER) {
                return null;
            }
            throw e;
        }
    }

    private Written finished(
            Assignment asked, Written written, List<Passage> passages, Closing closing) {
        var citations = reading.citations(written, passages, asked);
        var ended = closing.end(written.withText(citations.text()));
        return ended.withText(ended.text() + citations.sources())
                .with("citations", citations.ids())
                .with(
                        "citations.removed",
                        citations.removed() == 0 ? "" : Integer.toString(citations.removed()));
    }

    private static Written safe(Written rejected, List<Passage> passages) {
        var pages =
                passages.stream()
                        .map(Citations::source)
                        .distinct()
                        .limit(MOST_PAGES)
                        .map(source -> "- " + source)
                        .collect(Collectors.joining("\n"));
        return rejected.withText(Wording.UNCONFIRMED + "\n\n" + Wording.PAGES + "\n" + pages);
    }

    /**
     * Whatever an answer may repeat besides what was said. What we wrote ourselves among that was
     * checked in its turn.
     */
    private static List<String> sources(Assignment asked, List<Passage> passages) {
        var sources = new ArrayList<String>();
        for (var passage : passages) {
            Stream.of(passage.title(), passage.text()).forEach(sources::add);
            add(sources, passage.link());
        }
        var agent = asked.plan().agent();
        var playbook = asked.plan().playbook();
        add(sources, agent == null ? null : agent.instructions());
        if (playbook != null) {
            add(sources, playbook.instructions());
            add(sources, playbook.flowGuidance());
            add(sources, playbook.disclaimer());
        }
        return sources;
    }

    private static void add(List<String> sources, @Nullable String source) {
        if (source != null) {
            sources.add(source);
        }
    }

    private static String shown(List<String> first, List<String> still) {
        return Stream.concat(first.stream(), still.stream())
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
