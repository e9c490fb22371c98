package io.sluicegate.trigger.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.trigger.domain.Wish;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.util.Locale;

/** What the retraining trigger counts. */
final class TriggerMetrics {
    /** Counter by pipeline and policy: calls for a new version. */
    static final String TRIGGERS = "sluicegate.trigger.triggers";
    /** Counter by pipeline, kind and verdict (started, passed, worse, inconclusive, past-limit): commands. */
    static final String COMMANDS = "sluicegate.trigger.commands";

    private final String pipeline;
    private final MeterRegistry meters;

    TriggerMetrics(String pipeline, MeterRegistry meters) {
        this.pipeline = pipeline;
        this.meters = meters;
    }

    void done(Wish wish) {
        if (wish instanceof Ask ask) {
            meters.counter(
                            TRIGGERS,
                            "pipeline",
                            pipeline,
                            "policy",
                            ask.trigger().getPolicy())
                    .increment();
        } else if (wish instanceof Send send) {
            var kind = send.command().getKind().name().toLowerCase(Locale.ROOT);
            meters.counter(COMMANDS, "pipeline", pipeline, "kind", kind, "verdict", send.verdict())
                    .increment();
        }
    }
}
