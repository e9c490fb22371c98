package io.sluicegate.enricher;

import static io.sluicegate.runtime.avro.AvroSerdes.subject;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.InvalidFeatureSetException;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.runtime.registry.Schemas;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine for the newest registered schema of the events that has all fields that the features need. Registering a schema
 * without them changes nothing by itself; its events are treated by {@link EventSettings#unreadable} when they come.
 */
record FittingEngine(PipelineConfig config, Schemas schemas) {
    private static final Logger LOG = LoggerFactory.getLogger(FittingEngine.class);

    /**
     * An engine and a remark about it.
     *
     * @param remark the fields that the newest schema lacks; empty if it has all of them
     */
    record Fitting(FeatureEngine engine, Optional<String> remark) {}

    Fitting get() {
        var newest = schemas.latest(eventsSubject()).orElseThrow(this::unregistered);
        try {
            return new Fitting(of(newest), Optional.empty());
        } catch (InvalidFeatureSetException e) {
            return before(e);
        }
    }

    private Fitting before(InvalidFeatureSetException unfit) {
        var engine = schemas.beforeLatest(eventsSubject())
                .flatMap(schema -> ifFitting(schema).stream())
                .findFirst()
                .orElseThrow(() -> refused(unfit));
        var remark =
                "the newest schema of the events lacks what the features need (" + String.join("; ", unfit.problems())
                        + "): "
                        + (config.events().unreadable() == Unreadable.HOLD
                                ? "the first event of it holds the stage"
                                : "events of it are dead letters");
        LOG.atWarn().log(remark);
        return new Fitting(engine, Optional.of(remark));
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

    private ConfigException refused(InvalidFeatureSetException unfit) {
        return new ConfigException(unfit.problems().stream()
                .map(problem -> problem("", problem, "correct it, or register another schema of the events"))
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
