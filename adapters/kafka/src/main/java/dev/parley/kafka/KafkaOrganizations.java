package dev.parley.kafka;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import dev.parley.schemas.MalformedRecordException;
import dev.parley.schemas.OrganizationConfiguration;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.PartitionOffset;
import org.springframework.kafka.annotation.TopicPartition;

/**
 * Organizations in memory, read from the compacted topic from its beginning without a group, so
 * that every process holds all of them. A version counts when it is higher than what is held: of
 * two with the same number the first one in the topic does, in every process.
 */
class KafkaOrganizations implements Organizations, OrganizationRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOrganizations.class);

    private final Map<String, Organization> organizations = new ConcurrentHashMap<>();
    private final Publishing publishing;
    private final RecordCodec codec;
    private final InstantSource clock;

    KafkaOrganizations(Publishing publishing, RecordCodec codec, InstantSource clock) {
        this.publishing = publishing;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public Optional<Organization> find(String organization) {
        return Optional.ofNullable(organizations.get(organization));
    }

    @Override
    public Collection<Organization> all() {
        return List.copyOf(organizations.values());
    }

    @Override
    public void publish(Organization organization) {
        publishing.publish(
                Topic.ORGANIZATIONS,
                organization.id(),
                OrganizationRecords.record(organization, clock.instant()));
    }

    @KafkaListener(
            id = "organizations",
            idIsGroup = false,
            clientIdPrefix = "parley-organizations",
            containerFactory = "configurationListeners",
            topicPartitions =
                    @TopicPartition(
                            topic =
                                    "#{@topicCatalogue.name(T(dev.parley.schemas.Topic).ORGANIZATIONS)}",
                            partitionOffsets =
                                    @PartitionOffset(partition = "0", initialOffset = "0")))
    void read(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            organizations.remove(record.key());
            return;
        }
        try {
            keep(
                    OrganizationRecords.organization(
                            codec.decode(value, OrganizationConfiguration.class)));
        } catch (MalformedRecordException e) {
            LOG.error(
                    "the configuration at {}@{} is skipped: {}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void keep(Organization read) {
        organizations.merge(
                read.id(), read, (held, newer) -> newer.version() > held.version() ? newer : held);
    }
}
