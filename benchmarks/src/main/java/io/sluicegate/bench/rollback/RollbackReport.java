package io.sluicegate.bench.rollback;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Quantiles;
import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The measurements of a run. */
record RollbackReport(RollbackSettings settings, Machine machine, List<Effect> effects) {
    private static final double GOAL_MS = 500;

    boolean isClean() {
        return effects.stream().allMatch(effect -> effect.unclean().isEmpty());
    }

    boolean meetsGoal() {
        return of(Effect::fromAppend).p99() <= GOAL_MS;
    }

    private Quantiles of(ToLongFunction<Effect> figure) {
        return Quantiles.of(effects.stream().mapToDouble(figure::applyAsLong).toArray());
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Rollback

                %d rollbacks; %d scorer instances, %d partitions, %d features records a second; latency setting `%s`.
                %s.

                Until the first prediction of the restored version on the partition on which it came last, in ms:

                | | p50 | p95 | p99 | max |
                |---|---|---|---|---|
                | from the command's append | %s |
                | from the client's call | %s |
                | from the command's append until a `read_committed` reader had it | %s |
                | of these: from the command's append to the new revision's | %s |

                Goal: p99 from the append at most %.0f ms: %s. Clean on every partition: %s.
                """,
                effects.size(),
                settings.scorers(),
                settings.partitions(),
                settings.perSecond(),
                settings.latency(),
                machine,
                of(Effect::fromAppend).cells(),
                of(Effect::fromCall).cells(),
                of(Effect::visible).cells(),
                of(Effect::decided).cells(),
                GOAL_MS,
                meetsGoal() ? "met" : "missed",
                isClean() ? "yes" : "no");
    }

    Map<String, Object> json() {
        return Json.object(
                "machine", machine.json(),
                "scorers", settings.scorers(),
                "partitions", settings.partitions(),
                "recordsPerSecond", settings.perSecond(),
                "latency", settings.latency(),
                "fromAppendMs", of(Effect::fromAppend).json(),
                "fromCallMs", of(Effect::fromCall).json(),
                "visibleMs", of(Effect::visible).json(),
                "decidedMs", of(Effect::decided).json(),
                "goalMs", GOAL_MS,
                "goalMet", meetsGoal(),
                "clean", isClean(),
                "rollbacks", effects.stream().map(Effect::json).toList());
    }
}
