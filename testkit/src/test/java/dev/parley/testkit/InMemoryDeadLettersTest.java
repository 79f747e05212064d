package dev.parley.testkit;

import dev.parley.conversation.deadletter.DeadLetters;
import java.time.Instant;

class InMemoryDeadLettersTest extends DeadLettersContract {
    private final SettableClock clock = new SettableClock();
    private final DeadLetters letters = new InMemoryDeadLetters(clock);

    @Override
    protected DeadLetters letters() {
        return letters;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
