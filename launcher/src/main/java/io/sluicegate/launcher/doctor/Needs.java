package io.sluicegate.launcher.doctor;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sluicegate.control.ControlStage;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What the stages do with the topics.
 *
 * @param stage the stage that needs the right
 */
record Needs(String topic, AclOperation operation, String stage) {
    private static final String ENRICHER = "feature-enricher";
    private static final String SCORER = "stream-scorer";
    private static final String DETECTOR = "drift-detector";
    private static final String TRIGGER = "retraining-trigger";
    private static final String CONTROL = "rollout-control";

    static List<String> groups(String pipeline) {
        return List.of(ENRICHER, SCORER, DETECTOR, TRIGGER).stream()
                .map(stage -> pipeline + "-" + stage)
                .toList();
    }

    /** The consumer groups by stage; rollout control has one for all pipelines. */
    static Map<String, String> groupsByStage(String pipeline) {
        var groups = new LinkedHashMap<String, String>();
        List.of(ENRICHER, SCORER, DETECTOR, TRIGGER).forEach(stage -> groups.put(stage, pipeline + "-" + stage));
        groups.put(CONTROL, ControlStage.APPLICATION_ID);
        return groups;
    }

    static List<Needs> of(PipelineConfig config) {
        var topics = Topics.of(config.pipeline());
        var events = config.events().topic();
        return List.of(
                new Needs(events, READ, ENRICHER),
                new Needs(Topics.deadLetters(events), WRITE, ENRICHER),
                new Needs(topics.features(), WRITE, ENRICHER),
                new Needs(Topics.FEATURE_SETS, WRITE, ENRICHER),
                new Needs(topics.features(), READ, SCORER),
                new Needs(Topics.deadLetters(topics.features()), WRITE, SCORER),
                new Needs(topics.predictions(), WRITE, SCORER),
                new Needs(topics.shadowPredictions(), WRITE, SCORER),
                new Needs(Topics.DEPLOYMENTS, READ, SCORER),
                new Needs(Topics.FEATURE_SETS, READ, SCORER),
                new Needs(Topics.STATUS, WRITE, SCORER),
                new Needs(topics.predictions(), READ, DETECTOR),
                new Needs(Topics.deadLetters(topics.predictions()), WRITE, DETECTOR),
                new Needs(topics.labels(), READ, DETECTOR),
                new Needs(Topics.deadLetters(topics.labels()), WRITE, DETECTOR),
                new Needs(Topics.MODELS, READ, DETECTOR),
                new Needs(topics.drift(), WRITE, DETECTOR),
                new Needs(topics.drift(), READ, TRIGGER),
                new Needs(topics.triggers(), WRITE, TRIGGER),
                new Needs(Topics.COMMANDS, WRITE, TRIGGER),
                new Needs(Topics.COMMANDS, READ, CONTROL),
                new Needs(Topics.APPROVALS, READ, CONTROL),
                new Needs(Topics.STATUS, READ, CONTROL),
                new Needs(Topics.MODELS, WRITE, CONTROL),
                new Needs(Topics.DEPLOYMENTS, WRITE, CONTROL),
                new Needs(Topics.AUDIT, WRITE, CONTROL));
    }
}
