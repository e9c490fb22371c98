package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Duplicate;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fold over commands: the decisions so far and one more command give the next revision, a registration, or a refusal with its reason.
 * The fold has no state and no clock of its own, so the same commands at the same times always lead to the same state.
 *
 * <p>A version comes into force in two phases. DEPLOY, CANARY and SHADOW only start the <em>preparation</em>; {@link Preparations}
 * completes it or gives it up by the instances' statuses. So does a ROLLBACK if an instance lacks the previous version. All other changes
 * concern loaded versions and take one revision.
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
     * @param ahead the WITHDRAW commands that stand behind the command in the log, as far as the log goes now
     * @param seen the broker's time of the command; statuses have the broker's time, too, so this tells which instances are alive
     * @param now when this is decided
     */
    public Decision decide(
            ControlState state, ModelCommand command, Via via, List<ModelCommand> ahead, Instant seen, Instant now) {
        if (state.decided(command.getPipeline(), command.getCommandId())) {
            return new Duplicate();
        }
        var pipeline = rules.get(command.getPipeline());
        if (pipeline == null) {
            return unknownPipeline(command);
        }
        return Withdrawal.of(pipeline, state, command, ahead)
                .orElseGet(() -> decide(Request.of(pipeline, state, command, via, seen, now)));
    }

    private Decision unknownPipeline(ModelCommand command) {
        return new Refused("rollout control doesn't know pipeline '%s', only %s: start it with the pipeline's file"
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
            case WITHDRAW -> new Withdrawal(request).decide();
        };
    }
}
