package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.reading.PlaceholderTitles;
import dev.parley.conversation.reading.ReadableText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Step 9, title: gives the conversation a title, once for each turn and occasion. Only a request
 * puts one in the place of another that says something. Holds up nothing: an open turn does not
 * mind.
 *
 * @param turnNumber the turn it follows
 * @param title null to ask only whether one is wanted
 */
public record Entitle(
        ConversationId conversation, long turnNumber, Occasion occasion, @Nullable String title)
        implements Step<Entitle.Outcome> {

    /** Why it gets one; each has its marker. */
    public enum Occasion {
        /** The customer has written often enough to tell what it is about. */
        SECOND_MESSAGE("title"),
        /** It has ended. */
        CLOSING("title.closing"),
        /** Somebody asked for one. */
        REQUEST("title.request");

        private final String step;

        Occasion(String step) {
            this.step = step;
        }

        /** Name of the marker. */
        public String step() {
            return step;
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Entitled(Conversation row, String title) implements Outcome {}

        /** This was done before; what follows from it may be still to do. */
        record DoneBefore(Conversation row, @Nullable String title) implements Outcome {}

        /** It has one that says something, which stays. */
        record Kept(String title) implements Outcome {}

        /** It would get one, were there words. */
        record Wanted(Conversation row) implements Outcome {}

        /** There is no such conversation, or nothing is said in it any more. */
        record NotFound() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        if (row == null) {
            return Decision.unchanged(new Outcome.NotFound());
        }
        var held = row.profile().title();
        if (situation.isDone(turnNumber, occasion.step())) {
            return Decision.unchanged(new Outcome.DoneBefore(row, held));
        }
        if (held != null
                && occasion != Occasion.REQUEST
                && !PlaceholderTitles.isPlaceholder(ReadableText.of(held), conversation)) {
            return Decision.unchanged(new Outcome.Kept(held));
        }
        if (title == null) {
            return Decision.unchanged(new Outcome.Wanted(row));
        }
        if (situation.messages(0, row.progress().lastSeq(), 1).isEmpty()) {
            // Erased while somebody thought about it: nothing of it may come back.
            return Decision.unchanged(new Outcome.NotFound());
        }
        var entitled = row.withProfile(row.profile().entitled(title)).nextVersion();
        return Decision.of(
                new Outcome.Entitled(entitled, title),
                new Change.SaveConversation(entitled),
                new Change.MarkDone(turnNumber, occasion.step()));
    }
}
