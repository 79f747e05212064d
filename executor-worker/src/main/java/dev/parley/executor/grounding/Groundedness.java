package dev.parley.executor.grounding;

import dev.parley.conversation.reading.ReadableText;
import java.util.Collection;
import java.util.List;

/**
 * Tells which numbers, prices, dates, times, links, addresses, telephone numbers and codes of an
 * answer nothing it rests on says, whatever way it says them. It compares values, not what they are
 * about: 30 euros support 30 days. Pure.
 */
public final class Groundedness {
    private static final int MOST = 10;
    private static final int LONGEST = 80;

    private Groundedness() {}

    /**
     * What is unsupported.
     *
     * @param sources passages, messages, results of tools, instructions: whatever may be repeated
     * @return as written in the answer, in its order, each once, at most ten; empty when all is
     *     supported
     */
    public static List<String> unsupported(ReadableText answer, Collection<ReadableText> sources) {
        var evidence = new Evidence(sources);
        return Claims.of(answer).stream()
                .filter(found -> !evidence.supports(found.claim()))
                .map(found -> shortened(found.written()))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static String shortened(String written) {
        return written.codePointCount(0, written.length()) <= LONGEST
                ? written
                : written.substring(0, written.offsetByCodePoints(0, LONGEST)) + "\u2026";
    }
}
