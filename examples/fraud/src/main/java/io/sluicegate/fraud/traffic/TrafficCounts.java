package io.sluicegate.fraud.traffic;

import java.time.Instant;
import java.util.Optional;

/**
 * Counts of the events and labels that the generator has written.
 *
 * @param frauds events whose truth is fraud
 * @param until the simulated time reached
 * @param driftedAt simulated time of the switch to the drifted world
 */
public record TrafficCounts(long events, long frauds, long labels, Instant until, Optional<Instant> driftedAt) {

    TrafficCounts event(boolean fraud) {
        return new TrafficCounts(events + 1, frauds + (fraud ? 1 : 0), labels, until, driftedAt);
    }

    TrafficCounts label() {
        return new TrafficCounts(events, frauds, labels + 1, until, driftedAt);
    }

    TrafficCounts at(Instant now) {
        return new TrafficCounts(events, frauds, labels, now, driftedAt);
    }

    TrafficCounts drifted(Instant now) {
        return new TrafficCounts(events, frauds, labels, until, Optional.of(now));
    }
}
