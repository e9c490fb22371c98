package io.sluicegate.launcher.records.tail;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.util.List;
import java.util.Set;

/** The columns of each kind of record: what a person wants to see of it at a glance, within 80 characters. */
final class Columns {
    private static final int TIME = 14;

    private Columns() {}

    static List<Column> of(Kind kind, PipelineConfig config) {
        return switch (kind) {
            case EVENTS -> events(config);
            case FEATURES -> features();
            case PREDICTIONS, SHADOWS -> predictions();
            case LABELS -> labels();
            case DRIFT -> drift();
            case TRIGGERS -> triggers();
            case AUDIT -> audit();
            case DEAD_LETTERS -> deadLetters();
        };
    }

    private static List<Column> events(PipelineConfig config) {
        var events = config.events();
        return List.of(
                Column.of("EVENT TIME", TIME, it -> Cells.time(it, events.time())),
                Column.wide("ENTITY", 12, 1, it -> it.key().orElse("-")),
                Column.of("AT", 10, Seen::place),
                Column.wide("FIELDS", 30, 5, it -> Cells.fields(it, Set.of(events.entity(), events.time()))));
    }

    private static List<Column> features() {
        return List.of(
                Column.of("EVENT TIME", TIME, it -> Cells.time(it, FeaturesRecord.EVENT_TIME)),
                Column.wide("ENTITY", 12, 1, it -> it.key().orElse("-")),
                Column.of("AT", 10, Seen::place),
                Column.wide("FEATURES", 30, 5, it -> Cells.fields(it, Set.copyOf(FeaturesRecord.LEADING))));
    }

    private static List<Column> predictions() {
        return List.of(
                Column.of("SCORED AT", TIME, it -> Cells.time(it, "scoredAt")),
                Column.wide("ENTITY", 10, 1, it -> it.key().orElse("-")),
                Column.wide("EVENT", 10, 2, it -> Cells.text(it, "eventId")),
                Column.of("VERSION", 8, it -> Cells.text(it, "version")),
                Column.number("SCORE", 7, it -> Cells.number(it, "score")),
                Column.wide("ANSWER", 8, 1, Cells::answer),
                Column.of("AT", 10, Seen::place));
    }

    private static List<Column> labels() {
        return List.of(
                Column.of("KNOWN AT", TIME, it -> Cells.time(it, "knownAt")),
                Column.wide("ENTITY", 12, 1, it -> it.key().orElse("-")),
                Column.wide("EVENT", 12, 2, it -> Cells.text(it, "eventId")),
                Column.of("POSITIVE", 8, it -> Cells.truth(it, "positive")),
                Column.of("EVENT TIME", TIME, it -> Cells.time(it, "eventTime")),
                Column.of("AT", 9, Seen::place));
    }

    private static List<Column> drift() {
        return List.of(
                Column.of("WINDOW END", TIME, it -> Cells.time(it, "windowEnd")),
                Column.of("SCOPE", 10, it -> Cells.text(it, "scope")),
                Column.wide("NAME", 10, 1, it -> Cells.text(it, "name")),
                Column.of("VERSION", 7, it -> Cells.text(it, "version")),
                Column.number("ROWS", 6, it -> Cells.text(it, "rows")),
                Column.of("VERDICT", 7, it -> Cells.text(it, "verdict")),
                Column.wide("STATISTICS", 13, 4, Cells::statistics));
    }

    private static List<Column> triggers() {
        return List.of(
                Column.of("TRIGGERED", TIME, it -> Cells.time(it, "triggeredAt")),
                Column.wide("POLICY", 14, 1, it -> Cells.text(it, "policy")),
                Column.of("VERSION", 8, it -> Cells.text(it, "baseVersion")),
                Column.number("REPORTS", 7, it -> Cells.count(it, "reports")),
                Column.wide("REASON", 28, 4, it -> Cells.text(it, "reason")));
    }

    private static List<Column> audit() {
        return List.of(
                Column.of("DECIDED", TIME, it -> Cells.time(it, "at")),
                Column.of("DECISION", 9, it -> Cells.text(it, "kind")),
                Column.of("COMMAND", 8, it -> Cells.text(it, "command", "kind")),
                Column.of("VERSION", 8, it -> Cells.text(it, "command", "version")),
                Column.number("REVISION", 8, it -> Cells.text(it, "deployment", "revision")),
                Column.wide("BY", 8, 1, it -> Cells.text(it, "command", "issuedBy")),
                Column.wide("REASON", 12, 5, it -> Cells.text(it, "reason")));
    }

    private static List<Column> deadLetters() {
        return List.of(
                Column.of("TIME", TIME, it -> Cells.time(it.time())),
                Column.of("CODE", 19, it -> it.cause().getOrDefault("code", "-")),
                Column.of("STAGE", 18, it -> it.cause().getOrDefault("stage", "-")),
                Column.wide("KEY", 20, 1, it -> it.key().orElse("-")));
    }

    /** Further lines about a record: why a dead letter is one, where its record is, and what that holds. */
    static List<String> details(Kind kind, Seen seen) {
        return kind == Kind.DEAD_LETTERS
                ? List.of(
                        seen.cause().getOrDefault("message", "no header says why"),
                        Cells.source(seen)
                                + ": "
                                + seen.record()
                                        .map(it -> it.getSchema().getName() + " " + Cells.fields(seen, Set.of()))
                                        .orElseGet(() -> Cells.bytes(seen)))
                : List.of();
    }
}
