package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.launcher.cli.NotReady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person should look at among the stages and the services that run them. */
public final class StageFindings {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Glimpse glimpse;
    private final List<Finding> findings = new ArrayList<>();

    private StageFindings(Glimpse glimpse) {
        this.glimpse = glimpse;
    }

    /** @param events how many events come in a second */
    public static List<Finding> of(Glimpse glimpse, double events) {
        var all = new StageFindings(glimpse);
        for (var stage : glimpse.stages()) {
            all.absent(stage);
            all.late(stage, events);
        }
        glimpse.services().stream()
                .filter(service -> service.answersFor(glimpse.pipeline()))
                .forEach(all::service);
        return List.copyOf(all.findings);
    }

    private void add(String what, String remedy) {
        findings.add(new Finding(what, remedy));
    }

    private void absent(StageStatus stage) {
        if (!stage.runs()) {
            add(
                    "no instance of " + stage.stage() + " runs",
                    "start one with sluicegate run " + stage.stage()
                            + "; if one has stopped, the last line of its log says why");
        }
    }

    /** A stage that needs longer than a minute for what waits, at the rate at which events come. */
    private void late(StageStatus stage, double events) {
        var lag = stage.lag().orElse(0);
        if (stage.runs() && events > 0 && lag > events * LATE.toSeconds()) {
            add(
                    stage.stage() + " is " + lag + " records behind, more than a minute of events",
                    "start further instances, up to one thread a partition; if the lag doesn't shrink, look at its log");
        }
    }

    private void service(ServiceAnswer service) {
        service.reasons().entrySet().stream()
                .filter(this::isOurs)
                .sorted(Map.Entry.comparingByKey())
                .forEach(reason -> notReady(reason.getKey(), NotReady.of(reason.getValue())));
        service.remarks().forEach((stage, remark) -> add(stage + ": " + remark, "mend it before it is needed"));
    }

    private void notReady(String stage, NotReady reason) {
        add(stage + " isn't ready: " + reason.why(), reason.remedy());
    }

    /** Whether a stage works for this pipeline: a service may have stages of others, too. */
    private boolean isOurs(Map.Entry<String, String> reason) {
        return !reason.getKey().contains("/") || reason.getKey().startsWith(glimpse.pipeline() + "/");
    }
}
