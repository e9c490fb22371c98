package io.sluicegate.fraud.world;

import java.time.Duration;
import java.time.Instant;

/**
 * The settings of one world: equal settings give equal worlds, event for event.
 *
 * @param start simulated time of the first event
 * @param cards cards in circulation
 * @param paymentsPerDay honest payments of a card in a simulated day, on average
 * @param fraudRate share of payments that are fraud
 * @param labelsAfter shortest time after a payment until its truth becomes known
 * @param labelsBefore longest time after a payment until its truth becomes known
 */
public record WorldSettings(
        long seed,
        Instant start,
        int cards,
        double paymentsPerDay,
        double fraudRate,
        Duration labelsAfter,
        Duration labelsBefore) {

    public WorldSettings {
        if (cards < 1 || paymentsPerDay <= 0 || fraudRate <= 0 || fraudRate >= 1) {
            throw new IllegalArgumentException("A world needs cards, payments and a fraud rate between 0 and 1.");
        }
        if (labelsBefore.compareTo(labelsAfter) < 0) {
            throw new IllegalArgumentException(
                    "The truth can't become known before it may: labelsBefore < labelsAfter.");
        }
    }

    /** The world of the example: fifteen payments a day, 3 % fraud, truth known after one to four hours. */
    public static WorldSettings of(long seed, Instant start, int cards) {
        return new WorldSettings(seed, start, cards, 15.0, 0.03, Duration.ofHours(1), Duration.ofHours(4));
    }

    /** Events, honest or not, in a simulated hour. */
    public double eventsPerHour() {
        return cards * paymentsPerDay / 24.0 / (1.0 - fraudRate);
    }
}
