package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.records.PublishedFeature;
import io.sluicegate.records.PublishedFeatureSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The publisher of feature sets. A set that was published before is written again, with the same content. */
public final class PublishedFeatures {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private PublishedFeatures() {}

    /** The record that publishes a feature set under its fingerprint. */
    public static PublishedFeatureSet of(FeatureSet set, String pipeline, String instance, Instant now) {
        var definitions = set.definitions();
        var features = set.features().stream()
                .map(feature -> {
                    var definition = Objects.requireNonNull(definitions.get(feature.name()));
                    var type = feature.type().name().toLowerCase(Locale.ROOT);
                    return new PublishedFeature(feature.name(), type, definition.text(), definition.hash());
                })
                .toList();
        return new PublishedFeatureSet(set.fingerprint(), pipeline, features, instance, now);
    }

    /** Whether the fingerprint matches the definitions: everyone with write access to the topic can publish any fingerprint. */
    public static boolean isGenuine(PublishedFeatureSet set) {
        var definitions = new LinkedHashMap<String, Definition>();
        set.getFeatures()
                .forEach(feature -> definitions.put(feature.getName(), new Definition(feature.getDefinition())));
        return set.getFingerprint().equals(FeatureSet.fingerprint(definitions));
    }

    /** The definitions of a published set, by feature. */
    public static Map<String, Definition> definitions(PublishedFeatureSet set) {
        return set.getFeatures().stream()
                .collect(Collectors.toUnmodifiableMap(
                        PublishedFeature::getName,
                        feature -> new Definition(feature.getDefinition()),
                        (first, second) -> first));
    }

    /**
     * Returns once the brokers have the set.
     *
     * @throws KafkaUnreachable if the brokers don't take the set
     * @throws RegistryUnavailable if the registry doesn't answer
     */
    public static void publish(PublishedFeatureSet set, Clients clients) {
        var prompt = new HashMap<>(clients.producerProperties(set.getPublishedBy() + "-feature-sets"));
        prompt.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        prompt.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) LIMIT.toMillis());
        prompt.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        prompt.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis() / 2);
        var value = clients.serdes()
                .writer(AvroSerdes.subject(Topics.FEATURE_SETS), PublishedFeatureSet.class)
                .write(set);
        try (var producer = new KafkaProducer<>(prompt, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.FEATURE_SETS, set.getFingerprint(), value))
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new KafkaUnreachable(clients.bootstrap(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable(clients.bootstrap(), e);
        }
    }
}
