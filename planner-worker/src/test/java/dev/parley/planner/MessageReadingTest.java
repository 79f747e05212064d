package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Message;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageReadingTest {
    private static final String LONG = "Can I talk to a human, or how does it go? ".repeat(300);

    private final AtomicInteger overruns = new AtomicInteger();
    private final ReadingThreads hurried =
            new ReadingThreads(1, Duration.ofNanos(1), overruns::incrementAndGet);

    @AfterEach
    void close() {
        hurried.close();
    }

    @Test
    void inWhatTakesTooMuchNothingIsFoundAndTheNextIsRead() {
        var organization = Fixture.organization(List.of(), List.of());
        var reading = new MessageReading(hurried);

        assertThat(reading.request(organization, List.of(message(LONG)))).isEmpty();
        assertThat(reading.question("acme", List.of(message(LONG)))).isEmpty();
        assertThat(reading.query("acme", List.of(message(LONG)))).isEmpty();
        assertThat(overruns).hasValue(3);
        assertThat(reading.query("acme", List.of(message("umbrellas")))).isEqualTo("umbrellas");
    }

    @Test
    void givenTimeItIsFound() {
        var organization = Fixture.organization(List.of(), List.of());
        var reading = new MessageReading(Samples.READING);

        assertThat(reading.request(organization, List.of(message(LONG)))).isPresent();
        assertThat(reading.question("acme", List.of(message(LONG)))).contains("how");
    }

    private static Message message(String text) {
        return new Message(1, "m1", Message.Role.USER, Samples.CUSTOMER, text, null, Instant.EPOCH);
    }
}
