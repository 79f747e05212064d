package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Inbox;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Participant;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.conversation.recovery.TooMuchHistoryException;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.kafka.core.ConsumerFactory;

/** What the topics remember of messages, and of the store's marks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaHistoryIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private EmbeddedKafka kafka;
    private ConfigurableApplicationContext process;

    @BeforeAll
    void start(@TempDir Path directory) {
        kafka = EmbeddedKafka.start(directory, 0);
        process = StartedProcess.start(ListeningProcess.class, kafka.port(), "history.");
    }

    @AfterAll
    void stop() {
        process.close();
        kafka.close();
    }

    @Test
    void moreThanMayBeHeldIsRefusedWithASentenceAndNothingIsHalfTold() {
        var before = Instant.now().minusSeconds(60);
        for (int i = 0; i < 3; i++) {
            process.getBean(Inbox.class).accept(message("m" + i));
        }

        assertThat(history(3, MINUTE).since(before).inbound())
                .extracting(InboundMessage::messageId)
                .containsExactly("m0", "m1", "m2");
        assertThatExceptionOfType(TooMuchHistoryException.class)
                .isThrownBy(() -> history(2, MINUTE).since(before))
                .withMessage(
                        "history.inbound holds more than 2 records since then; choose a later moment");
        assertThatExceptionOfType(TooMuchHistoryException.class)
                .isThrownBy(() -> history(3, Duration.ZERO).since(before))
                .withMessage("history.inbound was not read within PT0S; choose a later moment");
        assertThat(history(0, MINUTE).since(Instant.now().plusSeconds(60)).inbound()).isEmpty();
    }

    @Test
    void marksAreReadToTheirEndByEverybodyAndTheNewestCount() {
        var at = Instant.ofEpochMilli(1_000);
        try (var one = marks();
                var two = marks()) {
            assertThat(one.newest()).isEmpty();
            for (int number = 1; number <= 5; number++) {
                one.remember(new StoreMark(number, at.plusSeconds(number)));
                assertThat(two.newest())
                        .containsExactly(new StoreMark(number, at.plusSeconds(number)));
            }
            two.remember(new StoreMark(2, at));
            assertThat(one.newest()).as("an old one, told late").hasSize(1);
            two.remember(new StoreMark(5, at));
            assertThat(one.newest())
                    .as("another store's")
                    .containsExactly(new StoreMark(5, at.plusSeconds(5)), new StoreMark(5, at));
        }
        try (var later = marks()) {
            assertThat(later.newest()).as("after a start").hasSize(2);
        }
    }

    private KafkaHistory history(int records, Duration time) {
        return new KafkaHistory(
                consumers(),
                process.getBean(RecordCodec.class),
                process.getBean(TopicCatalogue.class),
                new KafkaHistory.Limits(records, time));
    }

    private KafkaStoreMarks marks() {
        return new KafkaStoreMarks(
                consumers(),
                process.getBean(RecordPublisher.class),
                process.getBean(RecordCodec.class),
                process.getBean(TopicCatalogue.class));
    }

    private ConsumerFactory<String, byte[]> consumers() {
        var type =
                ResolvableType.forClassWithGenerics(
                        ConsumerFactory.class, String.class, byte[].class);
        return process.<ConsumerFactory<String, byte[]>>getBeanProvider(type).getObject();
    }

    private static InboundMessage message(String id) {
        return new InboundMessage(
                new ConversationId("acme", "c1"),
                new Channel("rest", "rest", Channel.Delivery.PULLED),
                id,
                new MessageKey("acme", "rest", id),
                new Participant("ada", null, List.of()),
                "Hello.",
                null,
                Instant.now());
    }
}
