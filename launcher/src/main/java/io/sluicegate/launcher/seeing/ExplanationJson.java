package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.console.web.DecisionsJson;
import io.sluicegate.launcher.cli.RecordJson;
import io.sluicegate.launcher.seeing.domain.Decided;
import io.sluicegate.launcher.seeing.domain.Explanation;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Place;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;

/** The chain of records about an event as JSON: each record with its place. */
final class ExplanationJson {
    private ExplanationJson() {}

    static Map<String, Object> of(Explanation explanation, long recordsRead) {
        return object(
                "event", explanation.event().map(ExplanationJson::fields),
                "features", explanation.features().map(ExplanationJson::fields),
                "decision", explanation.decided().map(ExplanationJson::decision),
                "prediction", record(explanation.prediction()),
                "shadows",
                        explanation.shadows().stream()
                                .map(ExplanationJson::record)
                                .toList(),
                "label", explanation.label().map(ExplanationJson::record),
                "windows",
                        explanation.windows().stream()
                                .map(ExplanationJson::record)
                                .toList(),
                "triggers",
                        explanation.triggers().stream()
                                .map(ExplanationJson::record)
                                .toList(),
                "recordsRead", recordsRead);
    }

    static Map<String, Object> place(Place place) {
        return object(
                "topic", place.topic(),
                "partition", place.partition(),
                "offset", place.offset(),
                "appended", place.appended());
    }

    static Map<String, Object> fields(IndexedRecord record) {
        return RecordJson.of(record);
    }

    private static Map<String, Object> fields(Found<Map<String, Object>> found) {
        return object("place", place(found.place()), "record", found.value());
    }

    static Map<String, Object> record(Found<? extends IndexedRecord> found) {
        return object("place", place(found.place()), "record", fields(found.value()));
    }

    private static Map<String, Object> decision(Decided decided) {
        return object(
                "place", place(decided.cause().place()),
                "deployment", DecisionsJson.deployment(decided.deployment()),
                "issuedBy", decided.command().map(it -> it.getIssuedBy()),
                "registrations", LiveCommand.registrations(decided));
    }
}
