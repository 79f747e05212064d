package dev.parley.postprocessor;

import java.util.Map;

/**
 * Why a conversation needs a person.
 *
 * @param reason a code: {@code anger}, {@code unsupported}, {@code failures} or {@code model}
 * @param signal which sign, without message text
 * @param confidence 0 to 1
 */
record EscalationSign(String reason, String signal, double confidence) {
    /** Details of the hand-over's metadata, and of its event. */
    static final String REASON = "escalation.reason";

    static final String SIGNAL = "escalation.signal";
    static final String CONFIDENCE = "escalation.confidence";

    Map<String, String> detail() {
        return Map.of(REASON, reason, SIGNAL, signal, CONFIDENCE, Double.toString(confidence));
    }
}
