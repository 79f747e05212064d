package dev.parley.executor.prompt;

import dev.parley.conversation.model.Template;
import dev.parley.conversation.organization.Wording;
import java.util.Map;

/** What a prompt says about the end of the answer. */
public final class Guidance {
    private static final Template ENDER = Template.named("ender");
    private static final Template NO_ENDER = Template.named("no-ender");

    private Guidance() {}

    /**
     * To ask whether the matter is settled.
     *
     * @param signal the customer's words that say that they are content, a few that we know
     */
    public static String ender(String signal) {
        return ENDER.fill(Map.of("signal", signal, "question", Wording.ENDER));
    }

    /** Not to ask, and why. */
    public static String noEnder(String reason) {
        return NO_ENDER.fill(Map.of("reason", reason));
    }
}
