package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RepliesTest {
    private final Replies replies = new Replies();

    @Test
    void aReplySeenBeforeTheWaitIsNotMissed() throws Exception {
        replies.expect("acme/c1", 2);
        replies.seen("acme/c1", 2, 1_234);

        assertThat(replies.await("acme/c1").committedAtMillis()).isEqualTo(1_234);
    }

    @Test
    void repeatedRepliesOfEarlierTurnsAreNotTakenForTheNext() throws Exception {
        replies.expect("acme/c1", 2);
        replies.seen("acme/c1", 1, 1_000);
        replies.seen("acme/c1", 2, 2_000);
        replies.seen("acme/c1", 2, 3_000);

        assertThat(replies.await("acme/c1").committedAtMillis()).isEqualTo(2_000);
    }

    @Test
    void nobodyWaitsForWhatWasNotAskedFor() {
        replies.seen("acme/c1", 1, 1_000);

        assertThatThrownBy(() -> replies.await("acme/c1")).hasMessageContaining("acme/c1");
    }
}
