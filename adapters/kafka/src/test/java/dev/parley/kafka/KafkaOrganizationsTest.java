package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.Organization;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whose a key is, as records come. */
class KafkaOrganizationsTest {
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue("parley.", 1, 1);

    private final RecordCodec codec = new RecordCodec();

    /** Never used, and never reached: reading publishes nothing. */
    @AutoClose
    private final RecordPublisher publisher =
            new RecordPublisher(
                    codec, "parley.schemas", Map.of("bootstrap.servers", "127.0.0.1:1"));

    private final KafkaOrganizations organizations =
            new KafkaOrganizations(
                    new Publishing(
                            publisher,
                            CATALOGUE,
                            new Producing(
                                    () -> false, System::nanoTime, new SimpleMeterRegistry())),
                    codec,
                    InstantSource.system());

    private long offset;

    @Test
    void holderIsFoundUntilTheKeyOrTheOrganizationGoes() {
        read(organization(1, "aa", "bb"));
        assertThat(organizations.holderOf("aa")).map(Organization::id).contains("acme");
        assertThat(organizations.holderOf("cc")).isEmpty();

        read(organization(2, "bb", "cc"));
        assertThat(organizations.holderOf("aa")).isEmpty();
        assertThat(organizations.holderOf("bb")).map(Organization::version).contains(2L);
        assertThat(organizations.holderOf("cc")).isPresent();

        // Of two with the same number the first counts: its keys do, too.
        read(organization(2, "dd"));
        assertThat(organizations.holderOf("dd")).isEmpty();

        record(null);
        assertThat(organizations.holderOf("bb")).isEmpty();
    }

    private static Organization organization(long version, String... hashes) {
        return new Organization(
                "acme", version, "Acme", List.of(), List.of(), List.of(), List.of(hashes));
    }

    private void read(Organization organization) {
        record(
                codec.encode(
                        OrganizationRecords.record(
                                organization, InstantSource.system().instant())));
    }

    private void record(byte @Nullable [] value) {
        organizations.read(
                new ConsumerRecord<>("parley.organizations", 0, offset++, "acme", value));
    }
}
