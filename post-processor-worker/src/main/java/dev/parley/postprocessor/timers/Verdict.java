package dev.parley.postprocessor.timers;

import org.jspecify.annotations.Nullable;

/** What happens when a timer's moment has come. */
sealed interface Verdict {
    /** It is told, and the next one takes its place, if any. */
    record Tell(int attempt, @Nullable Timer next) implements Verdict {}

    /** It is too early after all. */
    record Wait(Timer next) implements Verdict {}

    /** It has done its work. */
    record Drop() implements Verdict {}
}
