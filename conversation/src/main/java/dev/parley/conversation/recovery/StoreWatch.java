package dev.parley.conversation.recovery;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices a store that went back in time. Each look compares the store's mark with those remembered
 * outside it, and makes a new one unless another process did since the last look. A store that went
 * back gets no new mark until it was recovered, so that every process sees it, and after a restart
 * too.
 *
 * <p>What was lost since the newest mark is noticed by the process that had written it, if it
 * lives; it tells the others by remembering a mark that the store does not have. Thread-safe.
 */
public final class StoreWatch {
    private final StoreMarks store;
    private final RememberedMarks remembered;
    private final InstantSource clock;
    private @Nullable StoreMark seen;
    private volatile @Nullable Setback setback;

    public StoreWatch(StoreMarks store, RememberedMarks remembered, InstantSource clock) {
        this.store = store;
        this.remembered = remembered;
        this.clock = clock;
    }

    /** What the last look found; empty while the store did not go back, as far as is known. */
    public Optional<Setback> setback() {
        return Optional.ofNullable(setback);
    }

    /**
     * Looks, and makes a new mark if it is time.
     *
     * @throws RuntimeException when the store or the memory is away; nothing is known anew then
     */
    public synchronized void look() {
        var held = compare();
        if (setback == null && store.lacksWrites()) {
            remembered.remember(new StoreMark(number(held) + 1, now()));
            held = compare();
        }
        if (setback != null) {
            store.forgetWrites();
        } else if (Objects.equals(held, seen)) {
            held = advanced(held, number(held) + 1).orElse(held);
        }
        seen = held;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Says that everything since then was put back into the store.
     *
     * @return what is still missing, when that was too late a moment; empty when the store is whole
     */
    public synchronized Optional<Setback> recovered(Instant since) {
        var held = compare();
        var found = setback;
        if (found == null) {
            return Optional.empty();
        }
        if (!found.isMendedBy(since, clock.instant())) {
            return Optional.of(found);
        }
        store.forgetWrites();
        seen = advanced(held, found.remembered().number() + 1).orElse(held);
        setback = null;
        return Optional.empty();
    }

    /**
     * The store is read before what is remembered: a call that waits for a store that is being
     * replaced then learns what the old one had. It is read once more when it looks as if it went
     * back, for another process may have made a mark and told it in between.
     */
    private @Nullable StoreMark compare() {
        var held = store.newest().orElse(null);
        var newest = remembered.newest();
        var found = Setback.between(held, newest);
        if (found.isPresent()) {
            held = store.newest().orElse(null);
            found = Setback.between(held, newest);
        }
        setback = found.orElse(null);
        return held;
    }

    private Optional<StoreMark> advanced(@Nullable StoreMark held, long to) {
        var mark = store.advance(number(held), to);
        mark.ifPresent(remembered::remember);
        return mark;
    }

    private static long number(@Nullable StoreMark mark) {
        return mark == null ? 0 : mark.number();
    }
}
