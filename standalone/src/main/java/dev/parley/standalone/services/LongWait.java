package dev.parley.standalone.services;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells now and then what a wait is for, so that a slow start is not taken for a dead one. */
final class LongWait {
    private final Duration tellEvery;
    private final Consumer<String> news;
    private final LongSupplier nanos;
    private final long begun;
    private long told;

    /** What is waited for, asked only when it is told. */
    @FunctionalInterface
    interface Missing {
        List<String> names() throws InterruptedException;
    }

    /** It begins now. */
    LongWait(Duration tellEvery, Consumer<String> news, LongSupplier nanos) {
        this.tellEvery = tellEvery;
        this.news = news;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.told = begun;
    }

    /** Says that it is not over yet. */
    void goesOn(Missing missing) throws InterruptedException {
        long now = nanos.getAsLong();
        if (now - told < tellEvery.toNanos()) {
            return;
        }
        told = now;
        news.accept(
                "not ready after %d s: %s"
                        .formatted(
                                Duration.ofNanos(now - begun).toSeconds(),
                                String.join(", ", missing.names())));
    }
}
