package dev.parley.conversation.turn.exploration;

/** What must never happen, in words. */
enum Violation {
    EMPTY_TURN("a turn was claimed or begun that covers no message of the customer"),
    TWO_REPLIES("a turn has two replies"),
    WATERMARK_FELL("answered_through decreased"),
    STORED_TWICE("a message was stored twice"),
    DISPOSED_TWICE("a message was disposed twice"),
    REPLACED_UNPARKED("a disposition was replaced whose range was not parked"),
    WATERMARK_LIES("the watermark and the dispositions disagree"),
    ANSWERED_UNREAD("a message was marked answered that was not in the prompt"),
    REPLY_AFTER_TAKEOVER("a reply was committed after a takeover of its epoch"),
    EARLY_APOLOGY("an apology was stored before tries were over"),
    TWO_AT_WORK("a turn was begun while its holder was alive and within its lease"),
    FOREIGN_COOLDOWN("the cooldown of another turn was released"),
    RESOLVED_OVER_NEWER("the conversation was resolved over a newer message, turn or owner"),
    CLOSED_OVER_NEWER(
            "the conversation was closed although something was unanswered or a person's"),
    NOTICE_OVER_NEWER("a notice was said over a newer message, turn or owner"),
    REMINDED_TWICE("the customer was reminded twice in one time of silence"),
    WRONG_STATUS("a step changed the status as none may"),
    DONE_TWICE("a step after the reply was done twice"),
    SENT_AFTER_TAKEOVER("a send was started after a takeover"),
    OUT_OF_ORDER("a reply was sent before an earlier one was final, or after a later one"),
    SENT_TWICE("a reply was sent twice and not flagged as ambiguous"),
    DELIVERY_REVIVED("a final delivery changed"),
    WRITTEN_AFTER_ERASURE("something was written into an erased conversation"),
    ERASED_OVER_NEWER("retention erased a conversation that goes on"),
    KNOWN_PASSED_ON("a message that was stored here went on to a successor"),
    MARKED_UNFOLLOWED("a reply was marked as followed up that nobody followed up"),
    ANSWERED_AGAIN("recovery published a message whose reply the customer has"),
    CAME_BACK("recovery brought back what had been erased"),
    PUT_BACK_TWICE("a lost reply was put back twice"),
    ENDED_OR_NOT("an end and the status disagree"),
    WRONG_VERSION("a row was written whose version is not one above the row read"),
    /** Found by looking at a state; the search goes on beyond it. */
    NOT_DUE("work is left and due_at is absent");

    private final String words;

    Violation(String words) {
        this.words = words;
    }

    /** Tells whether the search goes on beyond a state where it happened. */
    boolean isSurvivable() {
        return this == NOT_DUE;
    }

    @Override
    public String toString() {
        return words;
    }
}
