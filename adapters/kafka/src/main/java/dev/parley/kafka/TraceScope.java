package dev.parley.kafka;

import dev.parley.runtime.TraceContext;

/**
 * The trace that what is published belongs to, for the time of one call. Bound by whoever handles a
 * record or a request; outside of one, what is published begins a trace of its own.
 */
public final class TraceScope {
    private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

    private TraceScope() {}

    /** Calls the operation with the trace bound, and returns its result. */
    public static <R, X extends Throwable> R call(
            TraceContext trace, ScopedValue.CallableOp<? extends R, X> operation) throws X {
        return ScopedValue.where(CURRENT, trace).call(operation);
    }

    static TraceContext current() {
        return CURRENT.isBound() ? CURRENT.get() : TraceContext.root();
    }
}
