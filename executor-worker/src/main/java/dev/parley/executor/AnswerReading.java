package dev.parley.executor;

import dev.parley.conversation.Message;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.executor.grounding.Groundedness;
import dev.parley.executor.passage.Citations;
import dev.parley.executor.prompt.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What rules read in a model's answer. An answer that takes too much to read counts as unsupported:
 * nobody may be told what nobody checked. Thread-safe.
 */
final class AnswerReading {
    private static final List<String> UNREAD = List.of("what takes too much to read");

    /** More than a prompt holds of a conversation. */
    private static final int LONGEST_CONVERSATION = 64_000;

    private final ReadingThreads threads;

    AnswerReading(ReadingThreads threads) {
        this.threads = threads;
    }

    /** The citations of an answer; of one that takes too much, none. */
    Citations citations(Written written, List<Passage> given, Assignment asked) {
        return threads.read(
                organization(asked),
                effort -> Citations.in(ReadableText.asWritten(written.text(), effort), given),
                new Citations(written.text(), Map.of(), 0));
    }

    /**
     * What an answer states and nothing supports, citations apart.
     *
     * @param sources whatever it may repeat besides what was said in the conversation
     */
    List<String> unsupported(
            Written written, List<Passage> given, Assignment asked, List<String> sources) {
        return threads.read(
                organization(asked),
                effort -> unsupported(written, given, asked, sources, effort),
                UNREAD);
    }

    private static String organization(Assignment asked) {
        return asked.plan().conversation().organization();
    }

    private static List<String> unsupported(
            Written written,
            List<Passage> given,
            Assignment asked,
            List<String> sources,
            Effort effort) {
        var answer = Citations.in(ReadableText.asWritten(written.text(), effort), given).text();
        var said = asked.messages().stream().map(Message::text).toList();
        var readable = new ArrayList<ReadableText>();
        readable.add(ReadableText.ofNewest(said, LONGEST_CONVERSATION, effort));
        sources.forEach(source -> readable.add(ReadableText.whole(source, effort)));
        return Groundedness.unsupported(ReadableText.whole(answer, effort), readable);
    }
}
