package io.sluicegate.fraud.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A card and its holder's habits.
 *
 * @param usualAmount median of what the holder pays for groceries
 * @param onlineShare share of payments without the card being there
 * @param wakes hour of the day, UTC, at which the holder's day of sixteen hours begins
 * @param shops merchants the holder returns to, each with the device used there
 * @param tripCountry where the holder travels
 * @param tripPhase a time at which a trip began
 * @param tripEvery time from one trip to the next
 * @param tripLength how long a trip takes
 */
record Card(
        String id,
        String homeCountry,
        double usualAmount,
        double onlineShare,
        double wakes,
        List<Habit> shops,
        String tripCountry,
        Instant tripPhase,
        Duration tripEvery,
        Duration tripLength) {

    /** A merchant the holder returns to, and the device used there. */
    record Habit(Merchant merchant, DeviceLink device) {}

    List<Habit> shops(boolean online) {
        return shops.stream().filter(shop -> shop.merchant().online() == online).toList();
    }

    boolean isAwake(Instant time) {
        double hour = Math.floorMod(time.toEpochMilli(), 86_400_000L) / 3_600_000.0;
        return (hour - wakes + 24.0) % 24.0 < 16.0;
    }

    /** Whether the holder is on a trip, in a season that makes trips this many times longer. */
    boolean isTravelling(Instant time, double season) {
        long since = Math.floorMod(Duration.between(tripPhase, time).toMillis(), tripEvery.toMillis());
        return since < tripLength.toMillis() * season;
    }
}
