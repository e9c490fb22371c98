package io.sluicegate.runtime.kafka;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.ServiceSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties of every Kafka client of one process, and the process's one schema registry client. */
public final class Clients implements AutoCloseable {
    private final KafkaSettings kafka;
    private final ServiceSettings service;
    private final Schemas schemas;
    private final Function<Clients, BrokerPulse> pulses;
    private Optional<BrokerPulse> pulse = Optional.empty();

    public Clients(KafkaSettings kafka, ServiceSettings service) {
        this(kafka, service, BrokerPulse::of);
    }

    /** @param pulses makes the background check of Kafka */
    Clients(KafkaSettings kafka, ServiceSettings service, Function<Clients, BrokerPulse> pulses) {
        this.kafka = kafka;
        this.service = service;
        this.schemas = Schemas.at(kafka.registry(), kafka.properties(), kafka.schemaPatience());
        this.pulses = pulses;
    }

    /** Where Kafka is. */
    public String bootstrap() {
        return kafka.bootstrap();
    }

    /** Replication factor of topics that Sluicegate creates; below one, the broker's default applies. */
    public short replication() {
        return kafka.replication();
    }

    /** Properties of an {@code Admin}. */
    public Map<String, Object> adminProperties() {
        return of(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, service.instance() + "-admin"));
    }

    /** Properties of an idempotent producer, without serializers. */
    public Map<String, Object> producerProperties(String clientId) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordLimits.WRITTEN);
        properties.putAll(LatencyProfile.of(kafka.latency()).producer());
        return of(properties);
    }

    /** Properties of a consumer that reads committed records only, from the earliest on, without deserializers. */
    public Map<String, Object> consumerProperties(String groupId) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId + "-" + service.instance());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putAll(LatencyProfile.of(kafka.latency()).consumer());
        return of(properties);
    }

    /** Properties of a Kafka Streams application. */
    public Properties streamsProperties(String applicationId) {
        var properties = new Properties();
        properties.putAll(of(StreamsProperties.of(applicationId, kafka, service)));
        return properties;
    }

    /** The process's one client of the schema registry. */
    public SchemaRegistryClient registry() {
        return schemas.client();
    }

    /** The registered schemas, and whether the registry answers. */
    public Schemas schemas() {
        return schemas;
    }

    /** The background check of Kafka, started by the first call. */
    public synchronized BrokerPulse pulse() {
        var watched = pulse.orElseGet(() -> pulses.apply(this));
        pulse = Optional.of(watched);
        return watched;
    }

    /** Readers, writers and serdes over the registered schemas. */
    public AvroSerdes serdes() {
        return new AvroSerdes(schemas);
    }

    @Override
    public synchronized void close() {
        pulse.ifPresent(BrokerPulse::close);
        schemas.close();
    }

    /** The properties with the user's own on top: the user's win. */
    private Map<String, Object> of(Map<String, Object> ours) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.putAll(ours);
        properties.putAll(kafka.properties());
        return properties;
    }
}
