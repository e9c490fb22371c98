package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.Wrapped;
import io.sluicegate.launcher.seeing.domain.Decided;
import io.sluicegate.launcher.seeing.domain.Explanation;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Place;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Label;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Statistic;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the chain of records about an event, from the event to the triggers, each with its place. */
final class ExplanationText {
    private static final String INDENT = "             ";

    private final Explanation explanation;
    private final Terminal terminal;

    ExplanationText(Explanation explanation, Terminal terminal) {
        this.explanation = explanation;
        this.terminal = terminal;
    }

    void print() {
        var prediction = explanation.prediction();
        explanation
                .event()
                .ifPresentOrElse(
                        event -> part("event", event.place(), fields(event.value())),
                        () -> missing("event", "no longer kept, or its features record doesn't tell when it came"));
        explanation
                .features()
                .ifPresentOrElse(
                        features -> part("features", features.place(), features(features.value())),
                        () -> missing("features", "no longer kept"));
        explanation
                .decided()
                .ifPresentOrElse(
                        decided -> part("decision", decided.cause().place(), decided(decided, prediction.value())),
                        () -> missing(
                                "decision",
                                "the audit has no revision "
                                        + prediction.value().getRevision()));
        part("prediction", prediction.place(), prediction(prediction.value()));
        explanation.shadows().forEach(shadow -> part("shadow", shadow.place(), prediction(shadow.value())));
        explanation
                .label()
                .ifPresentOrElse(
                        label -> part("label", label.place(), label(label)),
                        () -> missing("label", "none has come yet"));
        explanation.windows().forEach(window -> part("window", window.place(), window(window.value())));
        if (explanation.windows().isEmpty()) {
            missing("window", "none that counts the event has been reported yet");
        }
        explanation
                .triggers()
                .forEach(trigger -> part(
                        "trigger",
                        trigger.place(),
                        trigger.value().getPolicy() + ": " + trigger.value().getReason() + ", "
                                + trigger.value().getTriggerId()));
        if (explanation.triggers().isEmpty()) {
            missing("trigger", "none rests on these windows");
        }
    }

    private void part(String name, Place place, String text) {
        terminal.line(terminal.styled(Style.BOLD, "%-13s".formatted(name)) + place + "  "
                + terminal.styled(Style.DIM, "written " + Words.time(place.appended())));
        Wrapped.lines(INDENT + text, INDENT, terminal.width()).forEach(terminal::line);
    }

    private void missing(String name, String why) {
        terminal.line(terminal.styled(Style.DIM, "%-13s".formatted(name) + why));
    }

    private static String fields(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String features(Map<String, Object> fields) {
        return "set " + fields.get(FeaturesRecord.FEATURE_SET) + ": "
                + fields.entrySet().stream()
                        .filter(field -> !FeaturesRecord.isReserved(field.getKey()))
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String decided(Decided decided, Prediction prediction) {
        return "revision " + prediction.getRevision() + ", " + LiveCommand.cause(decided) + "; " + prediction.getModel()
                + "@" + prediction.getVersion() + " " + decided.vouchedFor(prediction.getVersion());
    }

    private static String prediction(Prediction prediction) {
        var score = prediction.getScore();
        var positive = prediction.getPositive();
        return prediction.getOutcome() + " by " + prediction.getModel() + "@" + prediction.getVersion() + " as "
                + prediction.getRole() + " with " + Words.percent(prediction.getPropensity()) + " of the keys, bundle "
                + prediction.getBundleDigest()
                + (prediction.getReason() == null ? "" : ", " + prediction.getReason())
                + (score == null ? "" : ", score " + score)
                + (positive == null ? "" : positive ? ", positive" : ", not positive")
                + (prediction.getLabel() == null ? "" : ", class " + prediction.getLabel())
                + ", definitions " + prediction.getDefinitions() + ", on " + RunBy.of(prediction);
    }

    private static String label(Found<Label> label) {
        return (label.value().getPositive() ? "positive" : "not positive") + ", known since "
                + Words.time(label.value().getKnownAt());
    }

    private static String window(DriftReport report) {
        return report.getScope() + " " + report.getName() + " of version " + report.getVersion() + " from "
                + Words.time(report.getWindowStart()) + " to " + Words.time(report.getWindowEnd()) + ": "
                + report.getVerdict()
                + report.getStatistics().stream()
                        .filter(statistic -> statistic.getThreshold() != null)
                        .map(ExplanationText::statistic)
                        .collect(Collectors.joining());
    }

    private static String statistic(Statistic statistic) {
        return ", " + statistic.getName() + " " + Words.number(statistic.getValue()) + " (limit "
                + Words.number(statistic.getThreshold()) + ")";
    }
}
