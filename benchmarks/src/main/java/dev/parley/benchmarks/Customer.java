package dev.parley.benchmarks;

import dev.parley.conversation.ConversationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds conversations over HTTP, one after the other. */
final class Customer implements LoadClient {
    /**
     * None asks for a person or says goodbye: each is answered by the model, and the conversation
     * goes on.
     */
    private static final List<String> TEXTS =
            List.of(
                    "Hello, I would like to book a table for two people on Friday evening.",
                    "Is there anything free at seven, and is the place good for children?",
                    "Could you tell me whether the hotel has parking and what it costs per night?",
                    "I need a train from Cambridge to London Kings Cross that arrives before 10:15 on Tuesday.",
                    "What about the reference number?",
                    "Please change the reservation to three nights, starting on Saturday instead of Sunday.",
                    "Ok.",
                    "My order has not arrived yet although the tracking page says it was delivered two days ago."
                            + " Where can I see who signed for it, and how do I get a refund if it is lost?");

    private final HttpConnection connection;
    private final Replies replies;
    private final String organization;
    private final String name;
    private final int turnsEach;
    private final Map<ConversationId, Integer> sent;
    private @Nullable ConversationId conversation;
    private int conversations;
    private int turn;

    /**
     * A customer.
     *
     * @param name what the ids of its conversations begin with
     * @param sent told how many messages of each conversation were accepted
     */
    Customer(
            HttpConnection connection,
            Replies replies,
            String organization,
            String name,
            int turnsEach,
            Map<ConversationId, Integer> sent) {
        this.connection = connection;
        this.replies = replies;
        this.organization = organization;
        this.name = name;
        this.turnsEach = turnsEach;
        this.sent = sent;
    }

    @Override
    public Timing turn() throws Exception {
        var id = next();
        var key = id.toString();
        replies.expect(key, turn);
        var path =
                "/v1/organizations/%s/conversations/%s/messages"
                        .formatted(id.organization(), id.conversation());
        var json =
                "{\"id\":\"m"
                        + turn
                        + "\",\"text\":\""
                        + TEXTS.get(turn % TEXTS.size())
                        + "\",\"author\":{\"id\":\"customer\",\"name\":\"Jo\"}}";
        try {
            long posted = System.nanoTime();
            connection.post(path, json);
            long accepted = System.nanoTime();
            var acceptedAt = Instant.now();
            sent.merge(id, 1, Integer::sum);
            var seen = replies.await(key);
            return new Timing(
                    (accepted - posted) / 1_000,
                    ChronoUnit.MICROS.between(
                            acceptedAt, Instant.ofEpochMilli(seen.committedAtMillis())),
                    (seen.seenAtNanos() - accepted) / 1_000);
        } catch (Exception e) {
            conversation = null; // how far it has come is not known: begin another one
            throw e;
        }
    }

    private ConversationId next() {
        var current = conversation;
        if (current == null || turn == turnsEach) {
            current = new ConversationId(organization, name + "-" + conversations++);
            conversation = current;
            turn = 0;
        }
        turn++;
        return current;
    }

    @Override
    public void close() {
        connection.close();
    }
}
