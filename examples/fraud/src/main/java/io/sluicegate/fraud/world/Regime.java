package io.sluicegate.fraud.world;

import java.util.Map;

/**
 * The behaviour of the world in one period.
 *
 * @param prices factor on all amounts
 * @param extraOnline added to every card's share of payments without the card
 * @param tripSeason how many times longer trips take
 * @param spree chance that a payment grows into a spree
 * @param strangeDevice chance that an online payment comes from a device never seen with the card
 * @param freshDevice chance that an online payment comes from a device linked today
 * @param luxury factor on the shares of electronics, gift cards and travel
 * @param popups share of pop-up stores
 * @param patterns how often thieves use which pattern, relative to each other
 */
record Regime(
        double prices,
        double extraOnline,
        double tripSeason,
        double spree,
        double strangeDevice,
        double freshDevice,
        double luxury,
        double popups,
        Map<FraudPattern, Double> patterns) {

    /** The world that the first model knows. */
    static final Regime USUAL = new Regime(
            1.0,
            0.0,
            1.0,
            0.03,
            0.10,
            0.02,
            1.0,
            0.0,
            Map.of(
                    FraudPattern.CARD_TESTING, 2.0,
                    FraudPattern.STOLEN_ABROAD, 3.0,
                    FraudPattern.TAKEOVER, 3.0,
                    FraudPattern.COMPROMISED_MERCHANT, 3.0));

    /**
     * Holidays in an inflation, with new phones under the tree: honest people travel, shop online and buy presents, also in pop-up stores,
     * and look like thieves to a model that knows the usual world only. Thieves have learned to drain slowly, from the victim's own
     * device.
     */
    static final Regime DRIFTED = new Regime(
            1.5,
            0.25,
            3.0,
            0.07,
            0.20,
            0.15,
            2.0,
            12.0,
            Map.of(
                    FraudPattern.CARD_TESTING, 1.0,
                    FraudPattern.STOLEN_ABROAD, 2.0,
                    FraudPattern.TAKEOVER, 3.0,
                    FraudPattern.COMPROMISED_MERCHANT, 1.0,
                    FraudPattern.SLOW_DRAIN, 3.0));

    /** The regime without pop-up stores. */
    Regime withoutPopups() {
        return new Regime(prices, extraOnline, tripSeason, spree, strangeDevice, freshDevice, luxury, 0.0, patterns);
    }

    double weight(FraudPattern pattern) {
        return patterns.getOrDefault(pattern, 0.0);
    }

    double weight(Category category) {
        return switch (category) {
            case ELECTRONICS, GIFTCARDS, TRAVEL -> category.share * luxury;
            case POPUP -> popups;
            case GROCERY, FUEL, RESTAURANT, HEALTH, FASHION, DIGITAL -> category.share;
        };
    }

    /** Payments in a crime of this regime, on average. */
    double meanCrime() {
        double payments = 0;
        double crimes = 0;
        for (var pattern : FraudPattern.values()) {
            payments += weight(pattern) * pattern.meanPayments;
            crimes += weight(pattern);
        }
        return payments / crimes;
    }
}
