package dev.parley.conversation;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a reply that a build wrote before they had types: then they were texts among those
 * for people. Rows and records of that time are read by this, and by this alone.
 */
public final class FormerFacts {
    static final String YES = "true";
    static final String ENDER = "ender";
    static final String OFFLINE = "offline";
    static final String FAILURES = "failures";
    static final String ANSWERS = "answers";

    private static final String GROUNDEDNESS = "groundedness";
    private static final String FALLBACK = "fallback";

    private FormerFacts() {}

    /** Where people find how an answer was checked. */
    static String name(Grounding grounding) {
        return grounding == Grounding.NOTHING_FOUND ? FALLBACK : GROUNDEDNESS;
    }

    /** What the texts say. What they do not say, or say in no way that is known, is no fact. */
    public static ReplyFacts of(Map<String, String> detail) {
        return new ReplyFacts(
                grounding(detail),
                YES.equals(detail.get(ENDER)),
                YES.equals(detail.get(OFFLINE)),
                words(detail),
                failures(detail.getOrDefault(FAILURES, "")),
                detail.getOrDefault(ANSWERS, "").lines().toList(),
                null);
    }

    private static @Nullable Grounding grounding(Map<String, String> detail) {
        return Arrays.stream(Grounding.values())
                .filter(each -> each.text().equals(detail.get(name(each))))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Words words(Map<String, String> detail) {
        return Stream.of("handover.words", "notice.words")
                .map(detail::get)
                .filter(Objects::nonNull)
                .flatMap(text ->
                        Arrays.stream(Words.values()).filter(each -> each.text().equals(text)))
                .findFirst()
                .orElse(null);
    }

    private static int failures(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
