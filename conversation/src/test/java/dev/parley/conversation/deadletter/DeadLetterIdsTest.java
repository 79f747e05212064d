package dev.parley.conversation.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterIdsTest {
    private static final GivenUpRecord RECORD =
            new GivenUpRecord(
                    "parley.plans",
                    4,
                    77,
                    Instant.parse("2026-01-05T09:00:00Z"),
                    null,
                    null,
                    List.of());

    /** As {@code printf 'turn\nacme/c-1\n3' | sha256sum | cut -c1-32} says. */
    @Test
    void idsOfOlderBuildsAreTheSame() {
        assertThat(DeadLetterIds.of(new ConversationId("acme", "c-1"), 3L, RECORD))
                .isEqualTo("00cd506af97f4dc22d36cc9755b80ee4");
        assertThat(DeadLetterIds.of(null, null, RECORD))
                .isEqualTo("846780a90f9a021c82245f83dc047a46");
    }
}
