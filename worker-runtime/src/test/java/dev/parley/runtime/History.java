package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches handlers and holds them to the processor's promises: every record at least once, one live
 * handler per key, and never an older record of a key after a newer one within one assignment.
 */
final class History {

    private final Map<Integer, AtomicInteger> handled = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> live = new ConcurrentHashMap<>();
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    /** The handler, watched. What it completes counts as handled, what it does not does not. */
    RecordHandler watching(RecordHandler handler) {
        return record -> {
            begin(record);
            try {
                var outcome = handler.handle(record);
                if (outcome instanceof Outcome.Done) {
                    handled.computeIfAbsent(Lane.number(record), _ -> new AtomicInteger())
                            .incrementAndGet();
                }
                return outcome;
            } finally {
                live(record).decrementAndGet();
            }
        };
    }

    int distinct() {
        return handled.size();
    }

    int runs() {
        return handled.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    int duplicates() {
        return runs() - distinct();
    }

    void assertEveryRecordHandled(int count) {
        var missing = new ArrayList<Integer>();
        for (int number = 0; number < count; number++) {
            if (!handled.containsKey(number)) {
                missing.add(number);
            }
        }
        assertThat(missing).as("records that were never handled").isEmpty();
    }

    void assertKeyOrderKept() {
        assertThat(List.copyOf(violations))
                .as("keys out of order or handled twice at once")
                .isEmpty();
    }

    private void begin(WorkRecord record) {
        if (live(record).incrementAndGet() > 1) {
            violations.add("two live handlers of " + scope(record) + " at " + record.position());
        }
        newest.merge(
                scope(record) + record.topic(),
                record.offset(),
                (before, now) -> {
                    if (now < before) {
                        violations.add(record.position() + " after offset " + before);
                    }
                    return now;
                });
    }

    private AtomicInteger live(WorkRecord record) {
        return live.computeIfAbsent(scope(record), _ -> new AtomicInteger());
    }

    private static String scope(WorkRecord record) {
        var assignment = ((RunSignal) record.handBack()).assignment();
        return System.identityHashCode(assignment) + "/" + record.key();
    }
}
