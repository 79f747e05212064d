package dev.parley.runtime;

import java.util.ArrayList;
import java.util.List;

/** The hand-back signal of one run of one record: raised when its assignment is released. */
final class RunSignal implements HandBackSignal {

    private final Assignment assignment;
    private List<Runnable> registered = List.of();

    RunSignal(Assignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public boolean isRaised() {
        return assignment.isReleased();
    }

    @Override
    public void onRaised(Runnable action) {
        // An object of its own each time: the same action may be registered by several records.
        var once =
                new Runnable() {
                    @Override
                    public void run() {
                        action.run();
                    }
                };
        remember(once);
        assignment.onReleased(once);
    }

    /** Forgets the actions that did not run. */
    synchronized void end() {
        registered.forEach(assignment::forget);
        registered = List.of();
    }

    Assignment assignment() {
        return assignment;
    }

    private synchronized void remember(Runnable action) {
        if (registered.isEmpty()) {
            registered = new ArrayList<>(1);
        }
        registered.add(action);
    }
}
