package io.sluicegate.launcher.doctor;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.registry.Compatibility;
import io.sluicegate.runtime.registry.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Looks for the schemas of the events and of Sluicegate's records in the registry, and whether they fit. */
record SchemasCheck(Kafka kafka) implements Check {

    @Override
    public String name() {
        return "schemas";
    }

    @Override
    public List<Finding> findings() {
        var schemas = kafka.clients().schemas();
        var found = new ArrayList<Finding>(
                ofEvents(kafka.config(), latest(schemas, kafka.config().events().topic())));
        ClusterCheck.topics(kafka.config()).forEach(topic -> found.addAll(ofTopic(topic, schemas)));
        return found;
    }

    private static Optional<Schema> latest(Schemas schemas, String topic) {
        return schemas.latest(AvroSerdes.subject(topic));
    }

    static List<Finding> ofEvents(PipelineConfig config, Optional<Schema> events) {
        var subject = AvroSerdes.subject(config.events().topic());
        if (events.isEmpty()) {
            return List.of(Finding.problem(
                    subject, "no schema of the events is registered", "register it, or produce a first event"));
        }
        var problems = FeatureEngine.check(config.features(), config.events(), events, Set.of());
        return problems.isEmpty()
                ? List.of(Finding.ok(subject, "has every field that the features need"))
                : problems.stream()
                        .map(problem -> Finding.problem(
                                subject,
                                problem.toString(),
                                "correct the feature in the pipeline's file, or register a schema that has the field"))
                        .toList();
    }

    private static List<Finding> ofTopic(TopicSpec topic, Schemas schemas) {
        return topic.value().stream()
                .flatMap(
                        ours -> latest(schemas, topic.name()).stream().flatMap(theirs -> compared(topic, ours, theirs)))
                .toList();
    }

    private static Stream<Finding> compared(TopicSpec topic, Schema ours, Schema theirs) {
        return Compatibility.unreadable(ours, theirs)
                .or(() -> Compatibility.unreadable(theirs, ours))
                .map(trouble -> Finding.problem(
                        AvroSerdes.subject(topic.name()),
                        "the registered schema and this version's can't read each other's records: " + trouble,
                        "run the version of Sluicegate that registered it, or see 'Upgrading' in the changelog"))
                .stream();
    }
}
