package io.sluicegate.drift.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far several inputs have come that one partition's windows wait for, each with a number of its own. */
public final class Inputs {
    private final int expected;
    private final Silence silence;
    private final Map<Integer, Input> inputs = new HashMap<>();

    /**
     * How far one input has come.
     *
     * @param time event time up to which all is there
     * @param silentSince since when no row has come, by the clock on the wall; {@link Silence#NEVER} while rows come
     */
    public record Input(long time, long silentSince) {}

    /** @param expected how many inputs there are: one that hasn't been heard of is waited for */
    public Inputs(int expected, Silence silence) {
        this.expected = expected;
        this.silence = silence;
    }

    /** Notes how far an input has come. It never goes back. */
    public void heard(int input, Input now) {
        inputs.merge(
                input, now, (before, after) -> new Input(Math.max(before.time(), after.time()), after.silentSince()));
    }

    /** What is known of an input; empty before it is heard of. */
    public Optional<Input> of(int input) {
        return Optional.ofNullable(inputs.get(input));
    }

    /** The time that all inputs have come to, without those that the window no longer waits for. */
    public long watermark(Window oldest, long now) {
        return inputs.size() < expected
                ? Long.MIN_VALUE
                : inputs.values().stream()
                        .filter(input -> !silence.releases(oldest, input.silentSince(), now))
                        .mapToLong(Input::time)
                        .min()
                        .orElse(Long.MIN_VALUE);
    }

    /** Since when all inputs are silent; {@link Silence#NEVER} if one isn't. */
    public long silentSince() {
        return inputs.size() < expected
                ? Silence.NEVER
                : inputs.values().stream().mapToLong(Input::silentSince).max().orElse(Silence.NEVER);
    }
}
