package dev.parley.kafka;

import dev.parley.conversation.Backlog;
import dev.parley.conversation.Events;
import dev.parley.conversation.Inbox;
import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.Instances;
import dev.parley.conversation.TopicRetention;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.audit.AuditLog;
import dev.parley.conversation.deadletter.Redelivery;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.recovery.TopicHistory;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.runtime.CatalogueDecoder;
import dev.parley.runtime.ProcessEnd;
import dev.parley.runtime.RecordPublisher;
import dev.parley.runtime.SchemaDirectory;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What every service needs of Kafka: the lane's topics, one producer, and the ports that are made
 * of them.
 */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({
    ParleyKafkaProperties.class,
    TurnProperties.class,
    WorkerProperties.class
})
class PipelineKafkaAutoConfiguration {
    private static final String STOP_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final long RETRY_MILLIS = 1_000;

    /** A right that is missing may be given back; without this a listener stops for good. */
    static final Duration AFTER_REFUSAL = Duration.ofSeconds(2);

    private static final Duration CONFIGURATION_TIMEOUT = Duration.ofSeconds(60);

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Twice what one phase of the stop may take: by then every phase has had its time. */
    @Bean
    StopLimit stopLimit(Environment environment) {
        var phase = environment.getProperty(STOP_TIMEOUT, Duration.class, DEFAULT_STOP_TIMEOUT);
        return new StopLimit(phase.multipliedBy(2));
    }

    @Bean
    TopicCatalogue topicCatalogue(ParleyKafkaProperties properties) {
        return new TopicCatalogue(
                properties.topicPrefix(), properties.partitions(), properties.replicationFactor());
    }

    @Bean
    TopicRetention topicRetention(TopicCatalogue catalogue) {
        return new TopicRetention(catalogue.longestRetention());
    }

    @Bean
    TurnSettings turnSettings(TurnProperties properties) {
        return properties.settings();
    }

    /** Only for services that hold turns. */
    @Bean
    @Lazy
    RunningInstance runningInstance(Instances instances, TurnSettings settings) {
        var length = settings.instanceLease();
        return new RunningInstance(new InstanceLease(instances, length), length);
    }

    @Bean
    RecordCodec recordCodec() {
        return new RecordCodec();
    }

    /**
     * Comes after the topics, which are there from here on, so that a producer may begin at once.
     */
    @Bean(initMethod = "start")
    SchemaDirectory schemaDirectory(
            KafkaAdmin admin,
            RecordCodec codec,
            TopicCatalogue catalogue,
            ParleyKafkaProperties properties,
            MeterRegistry meters,
            KafkaProperties kafka,
            KafkaConnectionDetails brokers)
            throws InterruptedException {
        try (var client = Admin.create(admin.getConfigurationProperties())) {
            var topics = new LaneTopics(client, catalogue).prepare(properties.brokerPatience());
            new TopicDrift(client, catalogue, meters).report(topics);
        }
        return new SchemaDirectory(codec, catalogue.name(Topic.SCHEMAS), consumer(kafka, brokers));
    }

    @Bean(initMethod = "start")
    RecordPublisher recordPublisher(
            SchemaDirectory topicsAreReady,
            RecordCodec codec,
            TopicCatalogue catalogue,
            ParleyKafkaProperties properties,
            KafkaProperties kafka,
            KafkaConnectionDetails brokers) {
        var producer = new HashMap<>(kafka.buildProducerProperties());
        producer.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        producer.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        producer.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers.getProducer().getBootstrapServers());
        producer.put(ProducerConfig.LINGER_MS_CONFIG, properties.linger().toMillis());
        return new RecordPublisher(codec, catalogue.name(Topic.SCHEMAS), producer);
    }

    @Bean
    Brokers brokers(KafkaAdmin admin) {
        return new Brokers(admin.getConfigurationProperties());
    }

    @Bean
    Producing recordsAcknowledged(Brokers brokers, MeterRegistry meters) {
        return new Producing(brokers::answers, System::nanoTime, meters);
    }

    @Bean
    Publishing publishing(
            RecordPublisher publisher, TopicCatalogue catalogue, Producing producing) {
        return new Publishing(publisher, catalogue, producing);
    }

    @Bean
    Triggers triggers(Publishing publishing, InstantSource clock) {
        return new KafkaTriggers(publishing, clock);
    }

    @Bean
    Redelivery redelivery(RecordPublisher publisher, TopicCatalogue catalogue) {
        return new KafkaRedelivery(publisher, catalogue);
    }

    @Bean
    Events events(Publishing publishing, InstantSource clock) {
        return new KafkaEvents(publishing, clock);
    }

    @Bean
    AuditLog auditLog(Publishing publishing) {
        return new KafkaAuditLog(publishing);
    }

    @Bean
    Inbox inbox(Publishing publishing) {
        return new KafkaInbox(publishing);
    }

    /**
     * All that is configured is known before anything asks: an organization that is only not read
     * yet would be refused, or created anew.
     */
    @Bean
    KafkaOrganizations organizations(
            Publishing publishing,
            RecordCodec codec,
            InstantSource clock,
            SchemaDirectory schemas,
            ConsumerFactory<String, byte[]> rawConsumers,
            TopicCatalogue catalogue) {
        var organizations = new KafkaOrganizations(publishing, codec, clock);
        TopicReplay.read(
                rawConsumers,
                catalogue.name(Topic.ORGANIZATIONS),
                CONFIGURATION_TIMEOUT,
                organizations::read);
        return organizations;
    }

    @Bean
    KafkaDocuments documents(Publishing publishing, RecordCodec codec, InstantSource clock) {
        return new KafkaDocuments(publishing, codec, clock);
    }

    @Bean
    DocumentFeed documentFeed(
            ObjectProvider<DocumentSink> sinks,
            KafkaDocuments documents,
            SchemaDirectory schemas,
            TopicCatalogue catalogue,
            ConsumerFactory<String, byte[]> rawConsumers,
            ConcurrentKafkaListenerContainerFactory<String, byte[]> configurationListeners) {
        var all = sinks.orderedStream().toList();
        return all.isEmpty()
                ? DocumentFeed.none()
                : DocumentFeed.into(
                        all, documents, catalogue, rawConsumers, configurationListeners);
    }

    /**
     * Listeners without a group, for what every process reads whole. A record that cannot be read
     * yet is waited for.
     */
    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> configurationListeners(
            ConsumerFactory<String, byte[]> rawConsumers) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(rawConsumers);
        factory.getContainerProperties().setAuthExceptionRetryInterval(AFTER_REFUSAL);
        factory.setCommonErrorHandler(
                new DefaultErrorHandler(
                        new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return factory;
    }

    @Bean
    ConsumerFactory<String, byte[]> rawConsumers(
            KafkaProperties kafka, KafkaConnectionDetails brokers) {
        return new DefaultKafkaConsumerFactory<>(
                consumer(kafka, brokers), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Bean
    TopicHistory topicHistory(
            ConsumerFactory<String, byte[]> rawConsumers,
            RecordCodec codec,
            SchemaDirectory schemas,
            TopicCatalogue catalogue) {
        return new KafkaHistory(rawConsumers, codec, catalogue);
    }

    @Bean
    ConversationTails conversationTails(
            ConsumerFactory<String, byte[]> rawConsumers, TopicCatalogue catalogue) {
        return new ConversationTails(rawConsumers, catalogue);
    }

    /** Lazy, because the edge alone asks. */
    @Bean
    @Lazy
    PlannerOffsets plannerOffsets(KafkaAdmin admin, TopicCatalogue catalogue) {
        return new PlannerOffsets(admin.getConfigurationProperties(), catalogue.prefix());
    }

    @Bean
    @Lazy
    Backlog backlog(
            PlannerOffsets offsets,
            ConsumerFactory<String, byte[]> rawConsumers,
            RecordCodec codec,
            TopicCatalogue catalogue) {
        return new KafkaBacklog(offsets, rawConsumers, codec, catalogue);
    }

    /** What ends the process when a worker is dead. */
    @Bean
    @ConditionalOnMissingBean
    ProcessEnd processEnd() {
        return ProcessEnd.ofThisJvm();
    }

    @Bean
    Listeners listeners(
            KafkaListenerEndpointRegistry configuration,
            ObjectProvider<MessageListenerContainer> tails,
            DocumentFeed documents) {
        return new Listeners(configuration, tails, documents);
    }

    /**
     * Only where the brokers say how long a session is: in the classic protocol the client does.
     */
    @Bean
    GroupTimes groupTimes(
            KafkaAdmin admin,
            ObjectProvider<Worker> workers,
            TopicCatalogue catalogue,
            ParleyKafkaProperties properties,
            KafkaProperties kafka) {
        var protocol =
                kafka.buildConsumerProperties()
                        .getOrDefault(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        boolean brokersSay = protocol.toString().equalsIgnoreCase("consumer");
        return new GroupTimes(
                admin.getConfigurationProperties(),
                () ->
                        brokersSay
                                ? workers.stream()
                                        .map(worker -> catalogue.prefix() + worker.name())
                                        .toList()
                                : List.of(),
                properties.groupSessionTimeout());
    }

    @Bean
    Workers workers(
            WorkerProperties properties,
            TopicCatalogue catalogue,
            RecordPublisher publisher,
            RecordCodec codec,
            MeterRegistry meters,
            InstantSource clock,
            KafkaProperties kafka,
            KafkaConnectionDetails brokers,
            ProcessEnd end) {
        return new Workers(
                properties,
                catalogue,
                publisher,
                new CatalogueDecoder(codec, catalogue),
                meters,
                clock,
                consumer(kafka, brokers),
                end);
    }

    private static Map<String, Object> consumer(
            KafkaProperties kafka, KafkaConnectionDetails brokers) {
        var consumer = new HashMap<>(kafka.buildConsumerProperties());
        consumer.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        consumer.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        consumer.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers.getConsumer().getBootstrapServers());
        return consumer;
    }
}
