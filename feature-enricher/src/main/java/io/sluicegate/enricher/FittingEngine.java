package io.sluicegate.enricher;

import static io.sluicegate.platform.kafka.AvroSerdes.subject;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.InvalidFeatureSetException;
import io.sluicegate.platform.config.ConfigException;
import io.sluicegate.platform.config.EventSettings.Unreadable;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.config.Problem;
import io.sluicegate.platform.kafka.Schemas;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the features from the events of the newest registered schema. Where that one lacks what the features need, and such events
 * are declared to be dead letters, from those of the newest schema that has it.
 */
record FittingEngine(PipelineConfig config, Schemas schemas) {
    private static final Logger LOG = LoggerFactory.getLogger(FittingEngine.class);

    FeatureEngine get() {
        var newest = schemas.latest(eventsSubject()).orElseThrow(this::unregistered);
        try {
            return of(newest);
        } catch (InvalidFeatureSetException e) {
            return instead(e);
        }
    }

    private FeatureEngine instead(InvalidFeatureSetException unfit) {
        var before = schemas.beforeLatest(eventsSubject())
                .flatMap(schema -> ifFitting(schema).stream())
                .findFirst();
        if (config.events().unreadable() == Unreadable.HOLD || before.isEmpty()) {
            throw refused(unfit, before.isPresent());
        }
        LOG.atWarn()
                .addKeyValue("problems", unfit.problems())
                .log("the newest schema of the events lacks what the features need, its events are dead letters");
        return before.get();
    }

    private Optional<FeatureEngine> ifFitting(Schema event) {
        try {
            return Optional.of(of(event));
        } catch (InvalidFeatureSetException e) {
            return Optional.empty();
        }
    }

    private FeatureEngine of(Schema event) {
        return FeatureEngine.of(config.features(), config.events(), event);
    }

    private ConfigException refused(InvalidFeatureSetException unfit, boolean wasFitting) {
        var todo = "correct it, or register another schema of the events"
                + (wasFitting ? "; with events.unreadable: dead-letter events of the newest one are dead letters" : "");
        return new ConfigException(unfit.problems().stream()
                .map(problem -> problem("", problem, todo))
                .toList());
    }

    private ConfigException unregistered() {
        return new ConfigException(List.of(problem(
                "events.topic",
                "no schema of the events is registered under " + eventsSubject(),
                "register it or produce a first event, then start " + EnricherStage.NAME + " again")));
    }

    private String eventsSubject() {
        return subject(config.events().topic());
    }

    private Problem problem(String path, String what, String todo) {
        return new Problem("pipeline " + config.pipeline(), 0, path, what, todo);
    }
}
