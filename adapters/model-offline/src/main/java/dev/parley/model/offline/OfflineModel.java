package dev.parley.model.offline;

import dev.parley.conversation.model.Enclosure;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers from the prompt alone: with the sentences of its passages that share most words with the
 * question, and their numbers; without passages it repeats the heart of the question and says that
 * it is the offline model. It hands over in the words that the playbook puts in quotation marks.
 * The same prompt gives the same answer; every answer says that it is offline. Thread-safe.
 */
final class OfflineModel implements LanguageModel {
    static final String NAME = "offline";

    private static final int QUOTE_LIMIT = 240;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Duration latency;
    private final List<ScriptedOutcome> script;
    private final AtomicLong calls = new AtomicLong();

    /**
     * Makes a model.
     *
     * @param latency how long each call takes
     * @param script outcomes of the calls in order, over and over; empty means that all succeed
     */
    OfflineModel(Duration latency, List<ScriptedOutcome> script) {
        this.latency = latency;
        this.script = List.copyOf(script);
    }

    @Override
    public ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException {
        var outcome = next();
        rest(latency);
        outcome.throwIfFailure();
        return answer(request);
    }

    /** Writes word by word, spread over the latency. */
    @Override
    public ModelAnswer stream(ModelRequest request, TextPreview preview)
            throws ModelException, InterruptedException {
        next().throwIfFailure();
        var answer = answer(request);
        var words = answer.text().split("(?<= )");
        for (var word : words) {
            rest(latency.dividedBy(words.length));
            preview.text(word);
        }
        return answer;
    }

    private static void rest(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            Thread.sleep(time);
        }
    }

    private ScriptedOutcome next() {
        long call = calls.getAndIncrement();
        return script.isEmpty() ? ScriptedOutcome.OK : script.get((int) (call % script.size()));
    }

    private static ModelAnswer answer(ModelRequest request) throws ModelException {
        var text = text(request);
        return new ModelAnswer(
                text,
                List.of(),
                ModelAnswer.Finish.STOP,
                NAME,
                promptTokens(request),
                tokens(text),
                true,
                Map.of());
    }

    private static String text(ModelRequest request) throws ModelException {
        var last = request.messages().getLast().text();
        var handOver = QuotedWords.of(Enclosure.read(request.system()));
        if (handOver.isPresent()) {
            return handOver.get();
        }
        var extract = Extract.of(Enclosure.read(last));
        return extract.isPresent() ? extract.get() : repeated(request);
    }

    private static String repeated(ModelRequest request) {
        var question = request.messages().getLast().text().strip().replaceAll("\\s+", " ");
        return "You wrote: \u201c"
                + shortened(question)
                + "\u201d. This is the built-in offline model: it repeats what it was asked and knows nothing more.";
    }

    private static String shortened(String text) {
        if (text.length() <= QUOTE_LIMIT) {
            return text;
        }
        int space = text.lastIndexOf(' ', QUOTE_LIMIT);
        int end = space > 0 ? space : QUOTE_LIMIT;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + " \u2026";
    }

    private static int promptTokens(ModelRequest request) {
        return request.messages().stream().mapToInt(message -> tokens(message.text())).sum()
                + tokens(request.system());
    }

    /** A rough count: this model has no tokenizer. */
    private static int tokens(String text) {
        return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
