package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextReadingTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");
    private static final List<String> ANGRY = List.of("You are useless. ".repeat(900));
    private static final List<String> LEAVING = List.of("Thanks, bye. ".repeat(1_200));

    private final ReadingThreads hurried = new ReadingThreads(1, Duration.ofNanos(1), () -> {});

    @AfterEach
    void close() {
        hurried.close();
    }

    @Test
    void inWhatTakesTooMuchNothingIsFound() {
        var reading = new TextReading(hurried, new NoOrganizations());

        assertThat(reading.anger(ID, ANGRY)).isEmpty();
        assertThat(reading.closure(ID, LEAVING, "")).isEqualTo(new ClosureReading.Continues(""));
        assertThat(reading.title(ID, LEAVING)).isEmpty();
    }

    @Test
    void givenTimeItIsFound() {
        var reading = new TextReading(Samples.READING, new NoOrganizations());

        assertThat(reading.anger(ID, ANGRY)).isPresent();
        assertThat(reading.closure(ID, LEAVING, "").closes()).isTrue();
    }

    private static final class NoOrganizations implements Organizations {
        @Override
        public Optional<Organization> find(String id) {
            return Optional.empty();
        }

        @Override
        public Collection<Organization> all() {
            return List.of();
        }
    }
}
