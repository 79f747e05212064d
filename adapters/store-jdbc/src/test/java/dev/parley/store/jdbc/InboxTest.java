package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Inbox<String> inbox = new Inbox<>(3);

    @Test
    void whatIsUrgentOvertakesAllThatWaits() {
        inbox.put("first", AT_ONCE);
        inbox.put("second", AT_ONCE);
        inbox.putFirst("renewal", AT_ONCE);

        assertThat(List.of(inbox.take(), inbox.take(), inbox.take()))
                .containsExactly("renewal", "first", "second");
    }

    @Test
    void whatIsUrgentWaitsForAPlaceAndIsRefusedOnceItIsClosed() {
        for (var item : List.of("first", "second", "third")) {
            inbox.put(item, AT_ONCE);
        }
        assertThatThrownBy(() -> inbox.putFirst("renewal", AT_ONCE))
                .isInstanceOf(StoreUnavailableException.class);

        inbox.close(List.of());

        assertThatThrownBy(() -> inbox.putFirst("renewal", AT_ONCE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
    }
}
