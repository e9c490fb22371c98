package io.sluicegate.fraud.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One crime in the making: its payments, one after the other, with one victim's card. */
final class Crime {
    /** Goods that thieves buy in shops, in any season. */
    private static final Regime TASTE = Regime.DRIFTED.withoutPopups();

    private final Card victim;
    private final Marketplace marketplace;
    private final Regime regime;
    private final Dice dice;
    private final List<Payment> payments = new ArrayList<>();
    private Instant now;

    Crime(Card victim, Marketplace marketplace, Regime regime, Instant start, Dice dice) {
        this.victim = victim;
        this.marketplace = marketplace;
        this.regime = regime;
        this.now = start;
        this.dice = dice;
    }

    List<Payment> payments() {
        return payments;
    }

    Dice dice() {
        return dice;
    }

    void after(Duration least, Duration most) {
        now = now.plus(dice.between(least, most));
    }

    void pay(Merchant merchant, Device device, double amount) {
        payments.add(new Payment(now, victim, merchant, device, amount, true));
    }

    /** An amount around a multiple of what the victim usually pays. */
    double usualTimes(double factor, double sigma) {
        return dice.logNormal(victim.usualAmount() * factor * regime.prices(), sigma);
    }

    Merchant online(Category category) {
        return marketplace.online(category, dice);
    }

    Merchant anyOnline() {
        return marketplace.online(regime, dice);
    }

    Merchant shopIn(String country) {
        return marketplace.shop(country, TASTE, dice);
    }

    String foreignCountry() {
        return marketplace.otherCountry(victim.homeCountry(), dice);
    }

    /** The phone that the victim shops with. */
    Device ownDevice() {
        return dice.pick(victim.shops(true)).device().at(now);
    }
}
