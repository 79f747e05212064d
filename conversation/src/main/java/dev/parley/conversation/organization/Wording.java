package dev.parley.conversation.organization;

/**
 * The fixed sentences customers see where no model speaks. No detail of a failure is ever among
 * them.
 */
public final class Wording {
    /** Says that a person takes over, and asks for what helps them. */
    public static final String HAND_OVER =
            "I am handing this conversation to a colleague, who will reply here. To help them, please add anything they"
                    + " should know: what you have tried, an order or booking number, and how to reach you.";

    /** Says that nobody is available but that a person will be. */
    public static final String NO_AGENT =
            "I am sorry, nobody is available to answer right now. A member of our team will read this conversation and"
                    + " reply here.";

    /** Says that we could not answer; sent at most once a turn, when retries are over. */
    public static final String APOLOGY =
            "I am sorry, I could not answer your message because of a problem on our side. A member of our team will"
                    + " take over from here; if you would rather try again, just write to us.";

    /** Says that the documents do not answer, where nothing in them fits the question. */
    public static final String NOTHING_FOUND =
            "I could not find an answer to this in our documentation. Could you put the question in other words, or tell me"
                    + " a little more about what you need? If you would rather speak to a colleague, just say so.";

    /** Goes in place of an answer that states what nothing supports; pages to read follow it. */
    public static final String UNCONFIRMED =
            "I do not want to tell you details that I cannot confirm. If you would like a colleague to answer this, just"
                    + " say so.";

    /** Comes before the pages to read. */
    public static final String PAGES = "These pages may answer your question:";

    /** Asks whether the matter is settled. */
    public static final String ENDER = "Is there anything else I can help you with?";

    /** Asks a silent customer whether they are still there. */
    public static final String REMINDER =
            "Are you still there? If you would like to go on with this, just write here and we will pick up where we left"
                    + " off.";

    /** Says that a conversation was closed because nobody wrote. */
    public static final String CLOSED =
            "This conversation was closed because nobody has written in it for a while. If you need anything else, just"
                    + " write here.";

    private Wording() {}
}
