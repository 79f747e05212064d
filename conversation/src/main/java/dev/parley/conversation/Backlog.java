package dev.parley.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accepted messages that nobody has taken up yet, so that no store knows of them. Thread-safe; asks
 * the brokers, so it takes as long as they do, a few seconds at most.
 */
public interface Backlog {
    /** Where nothing waits, as far as anybody can tell. */
    Backlog NONE =
            new Backlog() {
                @Override
                public Search find(String organization, @Nullable String conversation, String id) {
                    return new Search(List.of(), true);
                }

                @Override
                public List<Held> held() {
                    return List.of();
                }
            };

    /**
     * Looks for messages of an id.
     *
     * @param conversation where; null to look everywhere, which takes longer
     * @throws RuntimeException when the brokers do not answer
     */
    Search find(String organization, @Nullable String conversation, String id);

    /**
     * The partitions in which something waits.
     *
     * @throws RuntimeException when the brokers do not answer
     */
    List<Held> held();

    /**
     * What was found.
     *
     * @param complete whether everything that waits was looked at; only then is what was not found
     *     not there
     */
    record Search(List<Waiting> found, boolean complete) {
        public Search {
            found = List.copyOf(found);
        }
    }

    /**
     * A message that waits.
     *
     * @param at when it was accepted
     * @param before how many records of its partition may be taken up before it
     * @param oldest when the first of them was accepted
     */
    record Waiting(
            ConversationId conversation,
            String topic,
            int partition,
            long offset,
            Instant at,
            long before,
            Instant oldest) {}

    /**
     * A partition in which something waits.
     *
     * @param committed offset of the first record that is not taken up
     * @param end offset after the last
     * @param oldest when the first was accepted
     */
    record Held(String topic, int partition, long committed, long end, Instant oldest) {}
}
