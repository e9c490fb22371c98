package io.sluicegate.launcher.demo;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.CommittedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The features in the log, and those that its events have if they are computed once more from nothing: by entity, in their order. */
final class FeatureCheck {
    private final PipelineConfig config;
    private final Clients clients;

    FeatureCheck(PipelineConfig config, Clients clients) {
        this.config = config;
        this.clients = clients;
    }

    Map<String, List<String>> written() {
        var written = new TreeMap<String, List<String>>();
        readAll(
                Topics.of(config.pipeline()).features(),
                clients.serdes().genericReader(),
                (key, features) -> add(written, key, features));
        return written;
    }

    Map<String, List<String>> computed() {
        var event = CardTransaction.getClassSchema();
        var events = new ArrayList<GenericRecord>();
        readAll(config.events().topic(), clients.serdes().genericReader(event), (key, decoded) -> events.add(decoded));
        var schema = FeaturesSchema.of(config.pipeline(), config.features());
        var computed = new TreeMap<String, List<String>>();
        new Backfill(FeatureEngine.of(config.features(), config.events(), event), Instant.now())
                .run("log", events.iterator(), vector -> add(computed, vector.entity(), schema.record(vector)));
        return computed;
    }

    /** The features that the pipeline's file declares, whatever others the record has. */
    private void add(Map<String, List<String>> all, String entity, GenericRecord features) {
        all.computeIfAbsent(entity, key -> new ArrayList<>())
                .add(config.features().features().stream()
                        .map(FeatureDefinition::name)
                        .map(name -> name + "=" + features.get(name))
                        .collect(Collectors.joining(" ", features.get("eventId") + ": ", "")));
    }

    private void readAll(String topic, AvroReader<GenericRecord> reader, BiConsumer<String, GenericRecord> each) {
        var settings = clients.consumerProperties("sluicegate-check");
        CommittedLog.readAll(settings, topic, new ByteArrayDeserializer(), record -> {
            if (reader.read(record.value()) instanceof Decoded<GenericRecord> decoded) {
                each.accept(record.key(), decoded.value());
            }
        });
    }
}
