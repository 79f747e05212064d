package dev.parley.conversation.turn;

import dev.parley.conversation.Disposition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was parked, and whose dead letter is owed: written after the turn ended, and again
 * whenever its record comes again, because a crash may have come in between.
 *
 * @param cause one line for the operator, without message text
 */
public record GivenUp(long turn, String cause) {
    /** What a turn parked, if it is parked still. */
    public static Optional<GivenUp> of(@Nullable Disposition parked) {
        return Optional.ofNullable(parked)
                .map(disposition ->
                        new GivenUp(
                                Parking.turn(disposition),
                                disposition.reason() == null ? "" : disposition.reason()));
    }
}
