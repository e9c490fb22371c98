package io.sluicegate.drift.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The progress of the numbered inputs that one partition's windows wait for. */
public final class Inputs {
    private final int expected;
    private final Silence silence;
    private final Map<Integer, Input> inputs = new HashMap<>();

    /**
     * The progress of one input.
     *
     * @param time event time up to which the input is complete
     * @param silentSince the wall-clock time since which no row has come; {@link Silence#NEVER} while rows come
     */
    public record Input(long time, long silentSince) {}

    /** @param expected the number of inputs; windows wait for an input without any report */
    public Inputs(int expected, Silence silence) {
        this.expected = expected;
        this.silence = silence;
    }

    /** Records an input's progress, which never goes back. */
    public void heard(int input, Input now) {
        inputs.merge(
                input, now, (before, after) -> new Input(Math.max(before.time(), after.time()), after.silentSince()));
    }

    /** The progress of an input; empty before its first report. */
    public Optional<Input> of(int input) {
        return Optional.ofNullable(inputs.get(input));
    }

    /** The time that all inputs have reached, ignoring inputs that the window no longer waits for. */
    public long watermark(Window oldest, long now) {
        return inputs.size() < expected
                ? Long.MIN_VALUE
                : inputs.values().stream()
                        .filter(input -> !silence.releases(oldest, input.silentSince(), now))
                        .mapToLong(Input::time)
                        .min()
                        .orElse(Long.MIN_VALUE);
    }

    /** The time since which all inputs are silent; {@link Silence#NEVER} if one isn't. */
    public long silentSince() {
        return inputs.size() < expected
                ? Silence.NEVER
                : inputs.values().stream().mapToLong(Input::silentSince).max().orElse(Silence.NEVER);
    }
}
