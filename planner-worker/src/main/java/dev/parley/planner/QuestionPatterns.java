package dev.parley.planner;

import dev.parley.conversation.reading.ReadableText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells texts that may be answered from documents. Generous: whether a passage answers them is for
 * the search to say.
 */
final class QuestionPatterns {
    private static final int LONGEST = 4_000;

    private static final List<Question> ALL =
            List.of(
                    of(
                            "how",
                            "\\bhow(?:'s| (?:do|does|did|can|could|to|should|would|will|is|are|long|much|many|often|far|soon|late|early|big|old)\\b)"),
                    of(
                            "what",
                            "\\bwhat(?:'s|s| (?:is|are|was|were|does|do|did|can|should|if|happens|time|kind|type|about|\\w+ (?:is|are|do|does|can))\\b)"),
                    of(
                            "explain",
                            "\\b(?:explain|describe|clarify|define|tell me (?:about|how|what|where|when|why|which|if|more)|walk me through|show me how|(?:let|want to|need to|like to) know)\\b"),
                    of(
                            "documentation",
                            "\\b(?:documentation|docs|guides?|tutorials?|manual|instructions?|faq|polic(?:y|ies)|terms|steps)\\b"),
                    of("where", "\\bwhere(?:'s| )(?=\\w)"),
                    of(
                            "when",
                            "^(?:\\W*+\\w++\\W++){0,3}?when(?:'s| (?:is|are|do|does|did|will|can|should|was)\\b)"),
                    of("which, who, why", "\\b(?:which|who|whom|whose|why)\\b"),
                    of(
                            "can I",
                            "\\b(?:can|could|may|must|should|do|am|will|would) (?:i|we|one)\\b"),
                    of(
                            "do you",
                            "\\b(?:do|does|can|could|will|would|are|is|has|have|did) (?:you|your|it|this|that|there|the|my|an?|they)\\b"),
                    of("question mark", "\\?"));

    private QuestionPatterns() {}

    private record Question(String name, Pattern pattern) {}

    /** The name of the first pattern that a text shows. */
    static Optional<String> in(ReadableText text) {
        var flat = text.subSequence(0, Math.min(text.length(), LONGEST)).lowerCase();
        return ALL.stream()
                .filter(question -> flat.shows(question.pattern()))
                .map(Question::name)
                .findFirst();
    }

    private static Question of(String name, String expression) {
        return new Question(name, Pattern.compile(expression));
    }
}
