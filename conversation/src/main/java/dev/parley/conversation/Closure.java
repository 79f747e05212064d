package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How a conversation ended, for people who ask why.
 *
 * @param reason a code: the kind of closing signal, {@link #INACTIVITY}, {@link #ERASED} or {@link
 *     #OPERATOR}
 * @param confidence how sure that is, 0 to 1
 * @param signal the customer's words that said so; empty where nobody said anything
 * @param continuedIn the newest conversation that took its place, as far as is known, so that a
 *     message finds it without asking all that were in between; absent before there is one
 */
public record Closure(
        String reason, double confidence, String signal, @Nullable String continuedIn) {
    /** An end after which nothing has come yet. */
    public Closure(String reason, double confidence, String signal) {
        this(reason, confidence, signal, null);
    }

    /** Nobody wrote for as long as the organization allows. */
    public static final String INACTIVITY = "inactivity_timeout";

    /** What was said in it was erased. */
    public static final String ERASED = "erased";

    /** A person ended it. */
    public static final String OPERATOR = "operator";

    /** The same end, after which the conversation went on there. */
    public Closure continuedIn(ConversationId successor) {
        return new Closure(reason, confidence, signal, successor.conversation());
    }

    public Closure {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a closure has a reason");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be 0 to 1, not " + confidence);
        }
    }
}
