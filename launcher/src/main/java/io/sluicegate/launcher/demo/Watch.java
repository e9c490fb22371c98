package io.sluicegate.launcher.demo;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.PipelineFacts;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Waits until the pipeline's facts meet a condition.
 *
 * @param patience longest time to wait for one condition
 */
record Watch(PipelineView view, Duration patience) {
    PipelineFacts facts() {
        return view.snapshot();
    }

    PipelineFacts await(Predicate<PipelineFacts> condition, String what) throws InterruptedException, StepFailed {
        try {
            return view.await(condition, patience);
        } catch (TimeoutException e) {
            throw new StepFailed(
                    "waited " + patience.toSeconds() + " s for " + what + "; the pipeline is at " + seen());
        }
    }

    private String seen() {
        var facts = facts();
        return "revision " + facts.revision() + ", primary " + facts.primary().orElse("none") + ", candidate "
                + facts.candidate().orElse("none") + ", " + facts.traffic().predictions() + " predictions, "
                + facts.triggers().size() + " triggers, dead letters " + facts.deadLetters();
    }
}
