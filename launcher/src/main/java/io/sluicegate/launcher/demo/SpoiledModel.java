package io.sluicegate.launcher.demo;

import io.sluicegate.console.domain.PipelineFacts;
import java.time.Instant;
import java.util.Map;

/** The chapter of the bad version: it decides, and its own outcomes roll it back. */
final class SpoiledModel {
    private static final String BAD_VERSION = "bad";

    private final Loop loop;
    private final Watch watch;
    private long badRevision;

    SpoiledModel(Loop loop, Watch watch) {
        this.loop = loop;
        this.watch = watch;
    }

    Happened spoiled() throws Exception {
        var good = watch.facts().primary().orElseThrow();
        loop.register(loop.publishBad(good, BAD_VERSION), "a bad version, on purpose");
        loop.deploy(BAD_VERSION, "a bad version, on purpose");
        var facts =
                watch.await(now -> now.primary().filter(BAD_VERSION::equals).isPresent(), "the bad version as primary");
        badRevision = facts.revision();
        return new Happened(
                "version " + BAD_VERSION + " decides for all keys since revision " + facts.revision(),
                Map.of("revision", facts.revision()));
    }

    Happened rolledBack() throws Exception {
        var facts = watch.await(
                now -> now.primary()
                        .filter(version -> !version.equals(BAD_VERSION))
                        .isPresent(),
                "the version before the bad one as primary");
        var restored = facts.revision();
        var command = commandBehind(facts, restored);
        var switched = awaitSwitch(restored);
        var effectMs = switched.effectAfter(command.issuedAt()).toMillis();
        return new Happened(
                "version " + facts.primary().orElseThrow() + " decides again since revision " + restored
                        + ", on every partition " + effectMs + " ms after the command at most; reason: "
                        + command.reason(),
                Map.of(
                        "version", facts.primary().orElseThrow(),
                        "badRevision", badRevision,
                        "restoredRevision", restored,
                        "commandToEffectMs", effectMs,
                        "partitions", switched.figures(command.issuedAt())));
    }

    private record Command(Instant issuedAt, String reason) {}

    private static Command commandBehind(PipelineFacts facts, long revision) throws StepFailed {
        return facts.audit().stream()
                .filter(entry ->
                        entry.getDeployment() != null && entry.getDeployment().getRevision() == revision)
                .map(entry -> entry.getCommand())
                .filter(command -> command != null)
                .map(command -> new Command(command.getIssuedAt(), command.getReason()))
                .findFirst()
                .orElseThrow(() -> new StepFailed("the audit has no command for revision " + revision));
    }

    /** Waits until every partition has a prediction of the new revision, then reads the switch from the log. */
    private Switch awaitSwitch(long restored) throws InterruptedException, StepFailed {
        var switched = loop.check().switched(badRevision, restored);
        while (switched.partitions().size() < loop.partitions()) {
            var seen = watch.facts().traffic().predictions();
            watch.await(now -> now.traffic().predictions() > seen, "predictions under revision " + restored);
            switched = loop.check().switched(badRevision, restored);
        }
        if (!switched.isClean()) {
            throw new StepFailed("the bad revision " + badRevision + " decided after revision " + restored
                    + " came into force: " + switched);
        }
        return switched;
    }
}
