package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.MessageKey;
import org.junit.jupiter.api.Test;

class ErasuresTest {
    /** Else a message that comes again after its erasure would be a new one. */
    @Test
    void keysThatOlderBuildsLeftAreKnown() {
        assertThat(Erasures.hash(new MessageKey("acme", "acme-web", "m-1")))
                .isEqualTo("c1cf7731ecb0fc2ddbdb75f352f9ea0a7e05d60f048476486734975dac0eee38");
    }
}
