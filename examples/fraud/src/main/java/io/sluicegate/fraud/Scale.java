package io.sluicegate.fraud;

import io.sluicegate.fraud.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * The size and the speed of the example's world.
 *
 * @param seed equal seeds give equal worlds
 * @param cards cards in circulation; their number sets the events in a simulated hour
 * @param speed simulated seconds in a second of the wall clock
 * @param history events before the traffic, at least, for the first training
 */
public record Scale(long seed, int cards, double speed, int history) {
    /** About 410 events a second; four simulated hours take six seconds. */
    public static final Scale FAST = new Scale(7, 960, 2400, 50_000);

    /** The same world at a quarter of the speed: about 100 events a second; four simulated hours take 24 seconds. */
    public static final Scale CALM = new Scale(7, 960, 600, 50_000);

    /** How long the traffic can go on before simulated time catches up with the wall clock. */
    private static final Duration ENDURANCE = Duration.ofHours(8);

    /** Events in a second of the wall clock, on average. */
    public double eventsPerSecond() {
        return settings(Instant.EPOCH).eventsPerHour() / 3600.0 * speed;
    }

    /** A world with this event rate at this speed, by its number of cards. */
    public static Scale ofRate(long seed, double eventsPerSecond, double speed, int history) {
        double perCard = new Scale(seed, 1000, speed, history).eventsPerSecond() / 1000.0;
        return new Scale(seed, Math.max(1, (int) Math.round(eventsPerSecond / perCard)), speed, history);
    }

    /** A world that begins early enough for its history and for hours of traffic until now. */
    WorldSettings world(Instant now) {
        var history =
                Duration.ofMinutes((long) (60.0 * this.history / settings(now).eventsPerHour()));
        var traffic = Duration.ofSeconds((long) (ENDURANCE.toSeconds() * speed));
        return settings(now.minus(history).minus(traffic).minus(Duration.ofDays(2)));
    }

    private WorldSettings settings(Instant start) {
        return WorldSettings.of(seed, start, cards);
    }
}
