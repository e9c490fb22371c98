package io.sluicegate.control.stream;

import io.sluicegate.control.domain.WayBack;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports that an instance lacks the previous version, before a rollback needs that version, and logs each change. */
final class WaysBack {
    private static final Logger LOG = LoggerFactory.getLogger(WaysBack.class);

    private final ControlMetrics metrics;
    private final Map<String, String> last = new HashMap<>();

    WaysBack(ControlMetrics metrics) {
        this.metrics = metrics;
    }

    void look(Deployment current, Collection<InstanceStatus> statuses, Instant now) {
        var pipeline = current.getPipeline();
        var trouble = WayBack.trouble(current, statuses, now);
        metrics.wayBack(pipeline, trouble.isEmpty());
        if (!Optional.ofNullable(last.put(pipeline, trouble.orElse("")))
                .orElse("")
                .equals(trouble.orElse(""))) {
            log(pipeline, trouble);
        }
    }

    private static void log(String pipeline, Optional<String> trouble) {
        trouble.ifPresentOrElse(
                why -> LOG.atWarn()
                        .addKeyValue("pipeline", pipeline)
                        .addKeyValue("why", why)
                        .log("rollback not ready: it would be prepared first"),
                () -> LOG.atInfo()
                        .addKeyValue("pipeline", pipeline)
                        .log("rollback ready: it would take effect at once"));
    }
}
