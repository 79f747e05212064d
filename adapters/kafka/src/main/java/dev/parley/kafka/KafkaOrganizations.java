package dev.parley.kafka;

import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.KeyDirectory;
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
class KafkaOrganizations implements Organizations, OrganizationRegistry, KeyDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOrganizations.class);

    private final Map<String, Organization> organizations = new ConcurrentHashMap<>();

    /** Organizations by hash of their keys. What is ended may still be here for a moment. */
    private final Map<String, String> holders = new ConcurrentHashMap<>();

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
    public Optional<Organization> holderOf(String hash) {
        return Optional.ofNullable(holders.get(hash))
                .flatMap(this::find)
                .filter(found -> found.credentials().key(hash).isPresent());
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
            forget(organizations.remove(record.key()));
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

    private synchronized void keep(Organization read) {
        var held = organizations.get(read.id());
        if (held != null && held.version() >= read.version()) {
            return;
        }
        organizations.put(read.id(), read);
        forget(held);
        for (var key : read.credentials().keys()) {
            holders.put(key.hash(), read.id());
        }
    }

    private void forget(@Nullable Organization gone) {
        if (gone != null) {
            gone.credentials().keys().stream()
                    .map(ApiKey::hash)
                    .forEach(hash -> holders.remove(hash, gone.id()));
        }
    }
}
