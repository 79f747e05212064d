package dev.parley.conversation.turn;

import dev.parley.conversation.Disposition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which messages are parked by which turn. */
final class Parking {
    private Parking() {}

    /** What the turn parked, if it is parked still. */
    static @Nullable Disposition of(List<Disposition> parked, long turn) {
        return parked.stream()
                .filter(disposition -> turn(disposition) == turn)
                .findFirst()
                .orElse(null);
    }

    /** The turn that parked it; nothing else parks messages. */
    static long turn(Disposition parked) {
        return Objects.requireNonNull(parked.turn());
    }
}
