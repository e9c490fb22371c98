package io.sluicegate.pipeline.catalogue;

import static io.sluicegate.pipeline.catalogue.Metric.Kind.COUNTER;
import static io.sluicegate.pipeline.catalogue.Metric.Kind.GAUGE;
import static io.sluicegate.pipeline.catalogue.Metric.Kind.SUMMARY;
import static io.sluicegate.pipeline.catalogue.Metric.Kind.TIMER;

import java.util.List;
import java.util.stream.Stream;

/**
 * All metrics of Sluicegate. Each metric has the label {@code pipeline} and the labels that it declares. Prometheus shows the dots
 * of an id as underscores, and adds {@code _total} to counters and {@code _seconds} to timers.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are immutable, which their type doesn't say
public enum Metric {
    READY(GAUGE, "sluicegate.ready", "", "1 when the stage is ready", "stage"),
    DEAD_LETTERS(
            COUNTER,
            "sluicegate.dead.letters",
            "records",
            "records that became dead letters",
            "stage",
            "topic",
            "code"),
    THREADS_REPLACED(
            COUNTER, "sluicegate.threads.replaced", "threads", "stream threads replaced after a fault", "stage"),
    STATE_UNWRITABLE(
            COUNTER,
            "sluicegate.state.unwritable",
            "failures",
            "failures to write to the folder of the state, at each attempt to start or during a run",
            "stage"),
    STATE_RESTORED(
            COUNTER,
            "sluicegate.state.restored",
            "records",
            "records of its state that a stage read again from the changelogs; 0 if the instance had a copy",
            "stage"),
    TOPICS_FRAGILE(
            GAUGE,
            "sluicegate.topics.fragile",
            "topics",
            "topics that lose records if one broker is lost, as of the service's start; 0 under `kafka.profile: development`"),

    ENRICHER_EXPRESSION_FAILURES(
            COUNTER,
            "sluicegate.enricher.expression.failures",
            "events",
            "events on which the feature's expression failed, so that the feature is missing",
            "feature"),
    ENRICHER_WINDOWS_BEGUN(
            COUNTER,
            "sluicegate.enricher.windows.begun",
            "windows",
            "windows that began anew for an entity that had been seen before; they hold too little until their length has"
                    + " passed"),
    ENRICHER_FEATURE_SET(
            GAUGE,
            "sluicegate.enricher.feature.set",
            "",
            "1 for the feature set that the instance computes",
            "fingerprint"),
    ENRICHER_SCHEMAS_UNREADABLE(
            GAUGE,
            "sluicegate.enricher.schemas.unreadable",
            "schemas",
            "event schemas that this instance has met and that lack what the features need"),

    SCORER_ROWS(COUNTER, "sluicegate.scorer.rows", "records", "records answered", "version", "role", "outcome"),
    SCORER_DEFINITIONS(
            COUNTER,
            "sluicegate.scorer.definitions",
            "records",
            "records answered, by whether their features had the definitions that the version was trained on",
            "version",
            "check"),
    SCORER_BATCH(SUMMARY, "sluicegate.scorer.batch", "rows", "rows in a call of the model", "version"),
    SCORER_INFERENCE(TIMER, "sluicegate.scorer.inference", "seconds", "calls of the model", "version"),
    SCORER_LOAD(
            TIMER,
            "sluicegate.scorer.load",
            "seconds",
            "loading, verifying and warming up a version; the result is READY or the error's code",
            "version",
            "result"),
    SCORER_PROBE(
            TIMER,
            "sluicegate.scorer.probe",
            "seconds",
            "loading a version in a child process first; the result is READY or the error's code",
            "version",
            "result"),
    SCORER_PROVIDER(
            GAUGE,
            "sluicegate.scorer.provider",
            "",
            "1 while the instance has the version loaded; requested is the execution provider that the pipeline asks for first, actual"
                    + " the one that runs the version, and engine what computes the answers: onnxruntime, or compiled-trees for trees"
                    + " that are compiled for the JVM",
            "version",
            "requested",
            "actual",
            "engine"),
    SCORER_CPU_NODES(
            GAUGE,
            "sluicegate.scorer.cpu.nodes",
            "nodes",
            "nodes of the version's model that ran on the CPU although another provider was asked for, as counted when it was loaded",
            "version"),
    SCORER_REVISION(GAUGE, "sluicegate.scorer.revision", "", "revision of the deployment that this instance has read"),
    SCORER_SESSIONS(
            GAUGE, "sluicegate.scorer.sessions", "sessions", "open ONNX Runtime sessions: one for each loaded version"),
    SCORER_SHADOW_LEFT_OUT(
            COUNTER,
            "sluicegate.scorer.shadow.left.out",
            "rows",
            "rows that a shadow left out; the reason is busy (no time was left), not-loaded or failed",
            "version",
            "reason"),
    SCORER_THROWN_AWAY(
            COUNTER,
            "sluicegate.scorer.thrown.away",
            "results",
            "results computed ahead and thrown away because the revision changed"),
    SCORER_WAITING(
            TIMER,
            "sluicegate.scorer.waiting",
            "seconds",
            "waiting for a revision or for a deciding version to be loaded"),
    SCORER_LATENCY(
            TIMER,
            "sluicegate.scorer.latency",
            "seconds",
            "time from the append of the event to its prediction; with histogram buckets"),
    SCORER_ENDPOINT_REQUESTS(
            COUNTER,
            "sluicegate.scorer.endpoint.requests",
            "requests",
            "inference requests to the endpoint, by the HTTP status of their answer",
            "code"),
    SCORER_ENDPOINT_LATENCY(
            TIMER,
            "sluicegate.scorer.endpoint.latency",
            "seconds",
            "time from an inference request's head to its answer, by the HTTP status",
            "code"),
    SCORER_ENDPOINT_ROWS(
            COUNTER, "sluicegate.scorer.endpoint.rows", "rows", "rows answered by the endpoint", "version"),
    SCORER_ENDPOINT_BATCH(
            SUMMARY,
            "sluicegate.scorer.endpoint.batch",
            "rows",
            "rows in a call of the model for the endpoint",
            "version"),
    SCORER_ENDPOINT_WAITING(
            GAUGE, "sluicegate.scorer.endpoint.waiting", "requests", "inference requests that wait for the model"),

    DRIFT_ROWS(COUNTER, "sluicegate.drift.rows", "rows", "rows counted in a window", "topic"),
    DRIFT_UNCOUNTED(
            COUNTER,
            "sluicegate.drift.uncounted",
            "rows",
            "rows that couldn't be compared with a reference, so they count nowhere, or not in all features; reason deployment: the"
                    + " row came before the first deployment, reference: the version's reference isn't there, definition: a"
                    + " feature has another definition",
            "topic",
            "reason"),
    DRIFT_LATE(
            COUNTER,
            "sluicegate.drift.late",
            "rows",
            "rows that came after their window was over; labels that came later than drift.label-lateness, or after their window"
                    + " was reported",
            "topic"),
    DRIFT_LABELS(
            COUNTER,
            "sluicegate.drift.labels",
            "labels",
            "labels that found their prediction (joined), or waited for it when they came (waiting)",
            "result"),
    DRIFT_REPORTS(COUNTER, "sluicegate.drift.reports", "reports", "reports of drift and outcomes", "scope", "verdict"),
    DRIFT_WINDOWS_OPEN(
            GAUGE,
            "sluicegate.drift.windows.open",
            "windows",
            "windows that this instance merges and that aren't closed yet"),

    TRIGGER_TRIGGERS(
            COUNTER,
            "sluicegate.trigger.triggers",
            "triggers",
            "retraining triggers: requests for a new version",
            "policy"),
    TRIGGER_COMMANDS(
            COUNTER, "sluicegate.trigger.commands", "commands", "commands sent by policies", "kind", "verdict"),

    CONTROL_COMMANDS(COUNTER, "sluicegate.control.commands", "commands", "commands decided", "kind", "decision"),
    CONTROL_PREPARATIONS(
            COUNTER, "sluicegate.control.preparations", "preparations", "preparations that ended", "outcome"),
    CONTROL_REVISION(GAUGE, "sluicegate.control.revision", "", "the revision in force"),
    CONTROL_PREVIOUS_READY(
            GAUGE,
            "sluicegate.control.previous.ready",
            "",
            "0 while an instance doesn't have the previous version ready, so that a rollback would have to be prepared first;"
                    + " otherwise 1");

    /** The label of every metric. */
    public static final String PIPELINE = "pipeline";

    /** The label's value for metrics that concern no single pipeline; no pipeline can have this name. */
    public static final String ALL_PIPELINES = "*";

    /** The kind of a metric. */
    public enum Kind {
        /** A value that only grows. */
        COUNTER,
        /** The current value. */
        GAUGE,
        /** Count, sum and maximum of durations. */
        TIMER,
        /** Count, sum and maximum of amounts. */
        SUMMARY
    }

    private final Kind kind;
    private final String id;
    private final String unit;
    private final String help;
    private final List<String> labels;

    Metric(Kind kind, String id, String unit, String help, String... labels) {
        this.kind = kind;
        this.id = id;
        this.unit = unit;
        this.help = help;
        this.labels = Stream.concat(Stream.of(PIPELINE), Stream.of(labels)).toList();
    }

    public Kind kind() {
        return kind;
    }

    /** The metric's name in Micrometer. */
    public String id() {
        return id;
    }

    /** The unit, or the thing counted; empty for flags and plain numbers. */
    public String unit() {
        return unit;
    }

    /** The help text, a phrase. */
    public String help() {
        return help;
    }

    /** The labels, the pipeline first. */
    public List<String> labels() {
        return labels;
    }
}
