package dev.parley.conversation.reading;

import java.util.regex.Pattern;

/** What the last thing said to a customer asks: a "no" means nothing without it. */
enum Inquiry {
    /** Whether there is anything else: a no ends the matter. */
    MORE,
    /** Whether that was all: a yes ends the matter. */
    DONE,
    /** Whether an answer helped: a no keeps the matter open. */
    HELPED,
    /** Something else. */
    OTHER,
    /** Nothing. */
    NONE;

    /** Where a text is read for its question; keeps matching short. */
    private static final int END = 600;

    /** The last question alone is what an answer answers. */
    private static final Pattern LAST_QUESTION =
            Pattern.compile(
                    "(?<![^.!?\\n])([^.!?\\n]*)\\?[^?]*$|(?:^|[.!?\\n] *)((?:do you|can i|could i|may i|is there|would you|what else)\\b[^.!?\\n]*)[.! ]*$");

    /** An offer in the same breath: a no may be to that. */
    private static final Pattern ALTERNATIVE =
            Pattern.compile("\\bor (?:shall|should|do|would|can|may|is|are)\\b");

    private static final Pattern ASKS_FOR_MORE =
            Pattern.compile(
                    "\\b(?:anything|something|what|how|who|where|any) (?:else|more|further|additional)\\b|\\banything (?:that )?(?:i|we) (?:can|could|may) (?:do|help|assist)\\b"
                            + "|\\b(?:any|some|more|further|additional) (?:other |more |further |additional )?(?:questions?|help|assistance|requests?|concerns?|matters?|things?|ways?|tasks?|issues?|needs?|info|information|services?)\\b"
                            + "|\\b(?:another|(?:any|some) other|other) (?:tasks?|things?|matters?|questions?|requests?|issues?|ways?|help|assistance|information)\\b"
                            + "|\\b(?:help|assist|serve|do) (?:you |for you )?(?:with |in )?(?:anything|further|more|any further|some other way)\\b|\\b(?:further|still|also|additionally|else) (?:help|assist|serve|do for)\\b");

    private static final Pattern ASKS_WHETHER_DONE =
            Pattern.compile(
                    "\\b(?:(?:will|would|is|was) (?:that|this|it) (?:be )?(?:all|everything|it)|are (?:we|you) (?:all )?(?:done|set|finished))\\b(?! (?:correct|right))");

    private static final Pattern ASKS_WHETHER_IT_HELPED =
            Pattern.compile(
                    "\\b(?:did|does|has|have|is) (?:that|this|it|i|everything|your \\w+)\\b[^?]*\\b(?:help(?:ed)?|answer(?:ed)?|solved?|work(?:s|ed|ing)?|resolved?|clear)\\b");

    /** Asks without a question mark. */
    private static final Pattern INVITATION =
            Pattern.compile(
                    "\\b(?:let me know|tell me|ask me|ask|message me|i am here|i'm here) if\\b[^.!?]*\\b(?:else|more|further|other|any questions)\\b");

    static Inquiry of(ReadableText text) {
        var flat = text.from(Math.max(0, text.length() - END)).lowerCase();
        var question = flat.matcher(LAST_QUESTION);
        if (!question.find()) {
            return flat.shows(INVITATION) ? MORE : NONE;
        }
        var asked = flat.with(question.group(1) == null ? question.group(2) : question.group(1));
        if (asked.shows(ASKS_FOR_MORE)) {
            return asked.shows(ALTERNATIVE) ? OTHER : MORE;
        }
        if (asked.shows(ASKS_WHETHER_DONE)) {
            return DONE;
        }
        return asked.shows(ASKS_WHETHER_IT_HELPED) ? HELPED : OTHER;
    }
}
