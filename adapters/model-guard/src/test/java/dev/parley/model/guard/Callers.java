package dev.parley.model.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Callers in virtual time: each calls again at once after an answer, and after a rest otherwise.
 */
final class Callers {
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final VirtualTime time;
    private final FakeDeployment deployment;
    private final @Nullable Gate gate;
    private boolean stopped;

    int away;

    /**
     * Makes them.
     *
     * @param gate null to call without a guard
     */
    Callers(VirtualTime time, FakeDeployment deployment, @Nullable Gate gate) {
        this.time = time;
        this.deployment = deployment;
        this.gate = gate;
    }

    void start(int number) {
        for (int i = 0; i < number; i++) {
            next();
        }
    }

    void stop() {
        stopped = true;
    }

    private void next() {
        if (stopped) {
            return;
        }
        if (gate == null) {
            deployment.call((signal, _) -> again(signal));
            return;
        }
        var _ = gate.ask().thenAccept(this::admitted);
    }

    private void admitted(Gate.Admission admission) {
        switch (admission) {
            case Gate.Permit permit ->
                    deployment.call((signal, retryAfter) -> {
                        permit.end(signal, retryAfter);
                        again(signal);
                    });
            case Gate.Away(var retryAfter) -> {
                away++;
                time.after(retryAfter, this::next);
            }
        }
    }

    private void again(Signal signal) {
        if (signal == Signal.ANSWERED) {
            next();
        } else {
            time.after(BACK_OFF, this::next);
        }
    }
}
