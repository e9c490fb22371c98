package io.sluicegate.console.web;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.console.domain.Latency;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.console.domain.Traffic;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.http.Json;
import java.util.Map;
import java.util.Optional;

/** The facts as JSON, for the page and other clients. */
public final class FactsJson {
    private static final int TRIGGERS = 20;
    private static final int ACCOUNT = 50;

    private FactsJson() {}

    static String write(PipelineFacts facts, Optional<String> trouble) {
        return Json.inert(of(facts, trouble));
    }

    /** The facts as an object, and why they are out of date. */
    public static Map<String, Object> of(PipelineFacts facts, Optional<String> trouble) {
        return object(
                "pipeline", facts.pipeline(),
                "at", facts.at(),
                "trouble", trouble,
                "deployment", facts.deployment().map(DecisionsJson::deployment),
                "traffic", traffic(facts.traffic()),
                "models",
                        facts.models().stream().map(DecisionsJson::registration).toList(),
                "drift", facts.driftInForce().stream().map(HealthJson::subject).toList(),
                "triggers",
                        facts.triggers().stream()
                                .limit(TRIGGERS)
                                .map(DecisionsJson::trigger)
                                .toList(),
                "audit",
                        facts.audit().stream()
                                .limit(ACCOUNT)
                                .map(DecisionsJson::entry)
                                .toList(),
                "instances",
                        facts.instances().stream().map(HealthJson::instance).toList(),
                "deadLetters",
                        facts.deadLetters().stream()
                                .map(HealthJson::deadLetters)
                                .toList(),
                "unreadable", facts.unreadable());
    }

    private static Map<String, Object> traffic(Traffic traffic) {
        return object(
                "predictions", traffic.predictions(),
                "perSecond", traffic.perSecond(),
                "lastMinute", traffic.lastMinute(),
                "latency", object("recent", latency(traffic.recent()), "overall", latency(traffic.overall())),
                "versions", traffic.versions().stream().map(FactsJson::version).toList(),
                "revisions",
                        traffic.revisions().stream().map(FactsJson::revision).toList(),
                "latest", traffic.latest().stream().map(FactsJson::prediction).toList());
    }

    private static Map<String, Object> latency(Latency latency) {
        return object(
                "count", latency.count(),
                "p50", latency.p50(),
                "p95", latency.p95(),
                "p99", latency.p99(),
                "max", latency.max());
    }

    private static Map<String, Object> version(Traffic.OfVersion version) {
        return object(
                "version", version.version(),
                "role", version.role(),
                "predictions", version.predictions(),
                "outcomes", version.outcomes(),
                "positives", version.positives());
    }

    private static Map<String, Object> revision(Traffic.OfRevision revision) {
        return object(
                "revision", revision.revision(),
                "predictions", revision.predictions(),
                "first", revision.first(),
                "last", revision.last());
    }

    private static Map<String, Object> prediction(Prediction prediction) {
        return object(
                "eventId", prediction.getEventId(),
                "entity", prediction.getEntity(),
                "version", prediction.getVersion(),
                "revision", prediction.getRevision(),
                "role", prediction.getRole(),
                "outcome", prediction.getOutcome(),
                "reason", Optional.ofNullable(prediction.getReason()),
                "score", Optional.ofNullable(prediction.getScore()),
                "positive", Optional.ofNullable(prediction.getPositive()),
                "at", prediction.getScoredAt());
    }
}
