package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Duplicate;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fold over commands: what has been decided so far and one more command give the next revision, a registration, or a
 * refusal with its reason. It keeps nothing itself and knows no clock, so the same commands at the same times always lead to
 * the same state.
 *
 * <p>A version comes into force in two phases. DEPLOY, CANARY and SHADOW only write down the <em>preparation</em>; what
 * {@link Preparations} makes of the instances' statuses completes it or gives it up. So does ROLLBACK where an instance lacks the
 * version to go back to. All other changes are of versions that are loaded already and take one revision.
 */
public final class RolloutControl {
    private final Map<String, PipelineRules> rules;

    public RolloutControl(Collection<PipelineRules> pipelines) {
        rules = pipelines.stream()
                .collect(Collectors.toMap(
                        PipelineRules::pipeline,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalArgumentException("pipeline '" + one.pipeline() + "' is declared twice");
                        },
                        TreeMap::new));
    }

    /**
     * @param seen the broker's time of the command, by which instances live or not: their statuses have it, too
     * @param now when this is decided
     */
    public Decision decide(ControlState state, ModelCommand command, Via via, Instant seen, Instant now) {
        if (state.decided(command.getPipeline(), command.getCommandId())) {
            return new Duplicate();
        }
        var pipeline = rules.get(command.getPipeline());
        return pipeline == null
                ? unknownPipeline(command)
                : decide(Request.of(pipeline, state, command, via, seen, now));
    }

    private Decision unknownPipeline(ModelCommand command) {
        return new Refused("pipeline '%s' is unknown here; known are %s: start rollout control with the pipeline's file"
                .formatted(command.getPipeline(), rules.keySet()));
    }

    private static Decision decide(Request request) {
        return request.generalObjections()
                .findFirst()
                .<Decision>map(Refused::new)
                .orElseGet(() -> byKind(request));
    }

    private static Decision byKind(Request request) {
        return switch (request.command().getKind()) {
            case REGISTER -> new Registry(request).register();
            case APPROVE -> new Registry(request).approve();
            case DEPLOY -> new NewVersion(request).deploy();
            case CANARY -> new NewVersion(request).canary();
            case SHADOW -> new NewVersion(request).shadow();
            case SHIFT -> new CandidateShare(request).shift();
            case PROMOTE -> new CandidateShare(request).promote();
            case ROLLBACK -> new Rollback(request).decide();
            case ABORT -> new Abort(request).decide();
            case UNKNOWN -> new Refused("this version of rollout control doesn't know the kind of this command");
            case PAUSE -> new Pause(request).pause();
            case RESUME -> new Pause(request).resume();
        };
    }
}
