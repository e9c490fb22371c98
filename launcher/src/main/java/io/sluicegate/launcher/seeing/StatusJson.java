package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.console.web.FactsJson;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.launcher.seeing.domain.Glimpse;
import io.sluicegate.launcher.seeing.domain.PipelineStatus;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import io.sluicegate.launcher.seeing.domain.StageStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline's status as JSON: the console's facts, and what only the command looks up. */
final class StatusJson {
    private StatusJson() {}

    static Map<String, Object> of(PipelineStatus status, List<Finding> findings) {
        var json = FactsJson.of(status.facts(), Optional.empty());
        json.remove("trouble");
        stages(json, status.glimpse());
        json.put("rates", status.rates());
        json.put(
                "openTriggers",
                status.openTriggers().stream().map(it -> it.getTriggerId()).toList());
        json.put("verdicts", status.verdicts());
        json.put("reach", reach(status.reach()));
        findings(json, findings);
        return json;
    }

    /** What there is of a pipeline whose records can't be read, under the same names. */
    static Map<String, Object> of(Glimpse glimpse, List<Finding> findings) {
        var json = object("pipeline", glimpse.pipeline(), "at", glimpse.at());
        stages(json, glimpse);
        findings(json, findings);
        return json;
    }

    private static void stages(Map<String, Object> json, Glimpse glimpse) {
        json.put(
                "stages",
                glimpse.stages().stream().map(stage -> stage(stage, glimpse)).toList());
        json.put(
                "services", glimpse.services().stream().map(StatusJson::service).toList());
    }

    private static void findings(Map<String, Object> json, List<Finding> findings) {
        json.put(
                "findings",
                findings.stream()
                        .map(finding -> object("what", finding.what(), "remedy", finding.remedy()))
                        .toList());
    }

    private static Map<String, Object> stage(StageStatus stage, Glimpse glimpse) {
        return object(
                "stage", stage.stage(),
                "group", stage.group(),
                "threads", stage.threads(),
                "state", stage.state(),
                "lag", stage.lag().isPresent() ? Optional.of(stage.lag().getAsLong()) : Optional.empty(),
                "reason", glimpse.reason(stage.stage()));
    }

    private static Map<String, Object> service(ServiceAnswer service) {
        return object(
                "url", service.url(),
                "answers", service.answers(),
                "pipelines", service.pipelines(),
                "reasons", service.reasons(),
                "remarks", service.remarks());
    }

    private static Map<String, Object> reach(PipelineStatus.Reach reach) {
        return object(
                "predictions", reach.predictions(),
                "predictionsKept", reach.predictionsKept(),
                "deadLetters", reach.deadLetters(),
                "deadLettersKept", reach.deadLettersKept(),
                "recordsRead", reach.records());
    }
}
