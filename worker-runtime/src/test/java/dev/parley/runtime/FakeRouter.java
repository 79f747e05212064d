package dev.parley.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Remembers what it is given; fails as often as it is told. */
final class FakeRouter implements FailureRouter {

    final List<String> failed = new CopyOnWriteArrayList<>();
    final List<String> dead = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();

    /** What it fails with. */
    RuntimeException refusal = new InfrastructureException("the broker is down");

    @Override
    public void failed(WorkRecord record, Throwable cause) {
        failIfTold();
        failed.add(record.offset() + ": " + cause.getMessage());
    }

    @Override
    public void deadLetter(RawRecord record, String cause, @Nullable Long turn) {
        failIfTold();
        dead.add(record.offset() + ": " + cause + (turn == null ? "" : " (turn " + turn + ")"));
    }

    private void failIfTold() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw refusal;
        }
    }
}
