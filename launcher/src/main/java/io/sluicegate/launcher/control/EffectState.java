package io.sluicegate.launcher.control;

import io.sluicegate.control.domain.Standing;
import io.sluicegate.records.Preparation;
import java.util.List;
import java.util.Optional;

/** The states of a command, from the log to its effect. */
sealed interface EffectState {

    /** Rollout control has not decided yet. */
    record Undecided() implements EffectState {}

    record Refused(String reason) implements EffectState {}

    /** Somebody took the command back. */
    record Withdrawn(String reason) implements EffectState {}

    /** The live instances load the version. */
    record Preparing(Preparation preparation, List<Standing> standings) implements EffectState {}

    /** The revision is written; some live instances, or all, have not read it yet, or none is alive. */
    record Spreading(long revision, List<String> live, List<String> missing) implements EffectState {}

    /**
     * Nothing is left to wait for; a command about a registration makes no revision.
     *
     * @param instances the live instances, all of which have read the revision; 0 where no instance needs to
     */
    record InEffect(Optional<Long> revision, int instances) implements EffectState {}

    /** The preparation ended without the version coming into force. */
    record GivenUp(String reason) implements EffectState {}

    /** Whether nothing more will happen. */
    default boolean isFinal() {
        return !(this instanceof Undecided || this instanceof Preparing || this instanceof Spreading);
    }

    /** What the command waits for, in words. */
    default String words() {
        if (this instanceof Preparing preparing) {
            return preparingWords(preparing);
        }
        if (this instanceof Spreading spreading) {
            return spreading.live().isEmpty()
                    ? "no instance is alive to read revision " + spreading.revision()
                    : "revision %d is not read by %s"
                            .formatted(spreading.revision(), String.join(", ", spreading.missing()));
        }
        return "rollout control has not answered";
    }

    private static String preparingWords(Preparing preparing) {
        var ready = preparing.standings().stream().filter(Standing::ready).count();
        return "version %s is ready on %d of %d live instances"
                .formatted(
                        preparing.preparation().getTarget().getVersion(),
                        ready,
                        preparing.standings().size());
    }
}
