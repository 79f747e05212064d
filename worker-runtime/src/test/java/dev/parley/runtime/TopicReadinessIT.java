package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicReadinessIT {

    @TempDir Path directory;

    @Test
    void newTopicsAnswerAndMissingOnesAreNamed() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0);
                var admin =
                        Admin.create(
                                Map.<String, Object>of(
                                        "bootstrap.servers", kafka.bootstrapServers()))) {
            for (int round = 0; round < 20; round++) {
                int number = round;
                var topics =
                        IntStream.range(0, 5)
                                .mapToObj(each -> "new" + number + "." + each)
                                .toList();
                var created =
                        admin.createTopics(
                                topics.stream()
                                        .map(name -> new NewTopic(name, 4, (short) 1))
                                        .toList());
                // Not waiting for the creation itself: somebody else may have asked for it.
                TopicReadiness.await(admin, topics, Duration.ofSeconds(30));
                created.all().get();
            }
            assertThat(admin.listTopics().names().get()).hasSize(100);
            assertThatThrownBy(() ->
                            TopicReadiness.await(admin, List.of("absent"), Duration.ofMillis(200)))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("absent");
        }
    }
}
