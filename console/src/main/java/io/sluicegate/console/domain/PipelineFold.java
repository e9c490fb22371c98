package io.sluicegate.console.domain;

import io.sluicegate.console.domain.Fact.Audited;
import io.sluicegate.console.domain.Fact.Beaten;
import io.sluicegate.console.domain.Fact.Buried;
import io.sluicegate.console.domain.Fact.Deployed;
import io.sluicegate.console.domain.Fact.Predicted;
import io.sluicegate.console.domain.Fact.Registered;
import io.sluicegate.console.domain.Fact.Reported;
import io.sluicegate.console.domain.Fact.Triggered;
import io.sluicegate.console.domain.Fact.Unreadable;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folds the records of one pipeline into facts. Records of other pipelines on shared topics are skipped. Not thread-safe. */
public final class PipelineFold {
    private static final int REMEMBERED = 100;

    private final String pipeline;
    private final TrafficFold traffic = new TrafficFold();
    private final DriftFold drift = new DriftFold();
    private final Instances instances = new Instances();
    private final DeadLetterFold deadLetters = new DeadLetterFold();
    private final Newest<RetrainingTrigger> triggers = new Newest<>(REMEMBERED);
    private final Newest<AuditEntry> audit = new Newest<>(REMEMBERED);
    private final Map<String, ModelRegistration> models = new LinkedHashMap<>();
    private final TreeMap<String, Long> unreadable = new TreeMap<>();
    private @Nullable Deployment deployment;

    public PipelineFold(String pipeline) {
        this.pipeline = pipeline;
    }

    /** Adds one record; false if the record belongs to another pipeline. */
    public boolean add(Fact fact) {
        if (!ours(fact)) {
            return false;
        }
        if (fact instanceof Predicted predicted) {
            traffic.add(predicted);
        } else if (fact instanceof Reported reported) {
            drift.add(reported.report());
        } else if (fact instanceof Beaten beaten) {
            instances.add(beaten.status());
        } else if (fact instanceof Buried buried) {
            deadLetters.add(buried);
        } else if (fact instanceof Unreadable record) {
            unreadable.merge(record.topic(), 1L, Long::sum);
        } else {
            addDecision(fact);
        }
        return true;
    }

    private void addDecision(Fact fact) {
        if (fact instanceof Triggered triggered) {
            triggers.add(triggered.trigger());
        } else if (fact instanceof Audited audited) {
            audit.add(audited.entry());
        } else if (fact instanceof Registered registered) {
            models.put(registered.registration().getVersion(), registered.registration());
        } else if (fact instanceof Deployed deployed) {
            deploy(deployed.deployment());
        }
    }

    private void deploy(Deployment next) {
        if (deployment == null || next.getRevision() >= deployment.getRevision()) {
            deployment = next;
        }
    }

    /** The facts so far, seen at a time. */
    public PipelineFacts at(Instant now) {
        return new PipelineFacts(
                pipeline,
                now,
                traffic.at(now),
                Optional.ofNullable(deployment).map(DeploymentView::of),
                List.copyOf(models.values()),
                drift.toList(),
                triggers.toList(),
                audit.toList(),
                instances.at(now),
                deadLetters.toList(),
                Map.copyOf(unreadable));
    }

    private boolean ours(Fact fact) {
        return pipelineOf(fact).map(pipeline::equals).orElse(true);
    }

    private static Optional<String> pipelineOf(Fact fact) {
        if (fact instanceof Deployed deployed) {
            return Optional.of(deployed.deployment().getPipeline());
        }
        if (fact instanceof Registered registered) {
            return Optional.of(registered.registration().getPipeline());
        }
        if (fact instanceof Audited audited) {
            return Optional.of(audited.entry().getPipeline());
        }
        if (fact instanceof Beaten beaten) {
            return Optional.of(beaten.status().getPipeline());
        }
        return Optional.empty();
    }
}
