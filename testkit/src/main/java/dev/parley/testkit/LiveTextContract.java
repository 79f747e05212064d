package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.LiveText.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every live text that can be reached does. Pieces may arrive late and joined. */
public abstract class LiveTextContract {
    protected static final ConversationId CONVERSATION = new ConversationId("acme", "c-1");
    protected static final ConversationId NEIGHBOUR = new ConversationId("umbrella", "c-1");

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String LAST = "|";

    /** One that nobody else listens to; what is published there is what its listeners see. */
    protected abstract LiveText liveText();

    /** Returns once that many subscriptions to the conversation take effect. */
    protected abstract void awaitListeners(ConversationId conversation, int count);

    @Test
    void listenerSeesAnAttemptsTextInOrder() {
        var live = liveText();
        var seen = listen(live, CONVERSATION);

        say(
                live,
                CONVERSATION,
                "Hello, ",
                "\u201cworld\u201d \ud83d\ude80:\n",
                "1/2 \\ \u0000",
                LAST);

        assertThat(await(seen)).isEqualTo("Hello, \u201cworld\u201d \ud83d\ude80:\n1/2 \\ \u0000|");
        assertThat(seen)
                .allSatisfy(piece -> {
                    assertThat(piece.conversation()).isEqualTo(CONVERSATION);
                    assertThat(piece.turn()).isEqualTo(1);
                    assertThat(piece.attempt()).isEqualTo(1);
                });
        assertThat(hasGap(seen)).isFalse();
    }

    @Test
    void newAttemptBeginsAnewAndIsNeverJoinedToTheOldOne() {
        var live = liveText();
        var seen = listen(live, CONVERSATION);

        live.publish(new Piece(CONVERSATION, 1, 1, 0, "lost"));
        live.publish(new Piece(CONVERSATION, 1, 2, 0, "found"));
        live.publish(new Piece(CONVERSATION, 2, 1, 0, LAST));

        await(seen);
        assertThat(seen)
                .containsExactly(
                        new Piece(CONVERSATION, 1, 1, 0, "lost"),
                        new Piece(CONVERSATION, 1, 2, 0, "found"),
                        new Piece(CONVERSATION, 2, 1, 0, LAST));
    }

    @Test
    void everyListenerSeesIt() {
        var live = liveText();
        var one = new CopyOnWriteArrayList<Piece>();
        var other = new CopyOnWriteArrayList<Piece>();
        try (var _ = live.subscribe(CONVERSATION, one::add);
                var _ = live.subscribe(CONVERSATION, other::add)) {
            awaitListeners(CONVERSATION, 2);

            say(live, CONVERSATION, "both", LAST);

            assertThat(await(one)).isEqualTo("both|");
            assertThat(await(other)).isEqualTo("both|");
        }
    }

    @Test
    void neighboursNeverSeeEachOther() {
        assertThatNeighboursAreApart(liveText());
    }

    /** The check itself, so that an adapter can show that it fails without the organization. */
    protected final void assertThatNeighboursAreApart(LiveText live) {
        var ours = listen(live, CONVERSATION);
        var theirs = listen(live, NEIGHBOUR);
        var alike = listen(live, new ConversationId("acme", "c-1:c-1"));

        say(live, CONVERSATION, "secret", LAST);
        say(live, NEIGHBOUR, "theirs", LAST);
        say(live, new ConversationId("acme", "c-1:c-1"), "alike", LAST);

        assertThat(await(ours)).as("what acme sees").isEqualTo("secret|");
        assertThat(await(theirs)).as("what umbrella sees").isEqualTo("theirs|");
        assertThat(await(alike)).as("what another conversation sees").isEqualTo("alike|");
        assertThat(text(ours)).as("what acme sees in the end").isEqualTo("secret|");
        assertThat(text(theirs)).as("what umbrella sees in the end").isEqualTo("theirs|");
    }

    @Test
    void closedSubscriptionSeesNothingMore() {
        var live = liveText();
        var closed = new CopyOnWriteArrayList<Piece>();
        var open = listen(live, CONVERSATION);
        var subscription = live.subscribe(CONVERSATION, closed::add);
        awaitListeners(CONVERSATION, 2);
        subscription.close();
        subscription.close();

        say(live, CONVERSATION, "too late", LAST);

        await(open);
        assertThat(closed).isEmpty();
    }

    @Test
    void listenerThatThrowsHarmsNobody() {
        var live = liveText();
        Consumer<Piece> broken =
                _ -> {
                    throw new IllegalStateException("scripted");
                };
        try (var _ = live.subscribe(CONVERSATION, broken)) {
            var seen = listen(live, CONVERSATION);
            awaitListeners(CONVERSATION, 2);

            say(live, CONVERSATION, "still here", LAST);

            assertThat(await(seen)).isEqualTo("still here|");
        }
    }

    @Test
    void pieceNobodyListensToIsGone() {
        var live = liveText();
        say(live, new ConversationId("acme", "unheard"), "anyone?", LAST);

        var seen = listen(live, CONVERSATION);
        say(live, CONVERSATION, "yes", LAST);

        assertThat(await(seen)).isEqualTo("yes|");
    }

    /** Listens, and waits until the first subscription of the test takes effect. */
    protected final List<Piece> listen(LiveText live, ConversationId conversation) {
        var seen = new CopyOnWriteArrayList<Piece>();
        live.subscribe(conversation, seen::add);
        awaitListeners(conversation, 1);
        return seen;
    }

    /** Publishes the texts as the pieces of one attempt. */
    protected static void say(LiveText live, ConversationId conversation, String... texts) {
        int index = 0;
        for (var text : texts) {
            live.publish(new Piece(conversation, 1, 1, index, text));
            index += text.length();
        }
    }

    /** Waits for the last piece and returns all text. */
    protected static String await(List<Piece> seen) {
        var end = Instant.now().plus(WITHIN);
        while (!text(seen).endsWith(LAST)) {
            assertThat(Instant.now()).as("seen so far: %s", seen).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return text(seen);
    }

    private static String text(List<Piece> seen) {
        return seen.stream().map(Piece::text).collect(Collectors.joining());
    }

    private static boolean hasGap(List<Piece> seen) {
        int end = 0;
        for (var piece : seen) {
            if (piece.index() != end) {
                return true;
            }
            end = piece.end();
        }
        return false;
    }
}
