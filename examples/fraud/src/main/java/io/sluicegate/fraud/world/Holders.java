package io.sluicegate.fraud.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The behaviour of honest card holders: where and how they pay, and how they shop in sprees. */
final class Holders {
    private static final double MEAN_SPREE = 4.0;

    private final Marketplace marketplace;
    private final Dice dice;

    Holders(Marketplace marketplace, Dice dice) {
        this.marketplace = marketplace;
        this.dice = dice;
    }

    /** A new card, with habits of its own. */
    Card issue(int number, Instant start) {
        var id = "card-%05d".formatted(number);
        var home = marketplace.issuingCountry(dice);
        var tripEvery = dice.between(Duration.ofDays(20), Duration.ofDays(90));
        return new Card(
                id,
                home,
                dice.logNormal(28.0, 0.5),
                dice.between(0.1, 0.5),
                dice.between(0.0, 24.0),
                shops(id, home, start),
                marketplace.otherCountry(home, dice),
                start.minus(dice.between(Duration.ZERO, tripEvery)),
                tripEvery,
                tripEvery.dividedBy(dice.between(8, 25)));
    }

    private List<Card.Habit> shops(String id, String home, Instant start) {
        var phone = DeviceLink.of("d-" + id + "-phone", start, dice);
        var shops = new ArrayList<Card.Habit>();
        for (int i = 0; i < 10; i++) {
            var shop = marketplace.shop(home, Regime.USUAL, dice);
            shops.add(new Card.Habit(shop, DeviceLink.of("d-" + id + "-terminal-" + i, start, dice)));
        }
        for (int i = 0; i < 6; i++) {
            shops.add(new Card.Habit(marketplace.onlineFor(home, Regime.USUAL, dice), phone));
        }
        return List.copyOf(shops);
    }

    /** How many payments a wish to pay leads to, on average. */
    static double meanPayments(Regime regime) {
        return 1.0 + regime.spree() * MEAN_SPREE;
    }

    /** One wish to pay: mostly one payment, sometimes a spree. */
    List<Payment> pay(Card card, Instant at, Regime regime) {
        boolean online = dice.chance(card.onlineShare() + regime.extraOnline());
        var payments = new ArrayList<Payment>();
        payments.add(payment(card, at, online, regime));
        if (dice.chance(regime.spree())) {
            var time = at;
            for (int i = dice.between(2, 6); i > 0; i--) {
                time = time.plus(dice.between(Duration.ofMinutes(2), Duration.ofMinutes(25)));
                payments.add(payment(card, time, online, regime));
            }
        }
        return payments;
    }

    private Payment payment(Card card, Instant at, boolean online, Regime regime) {
        return online ? fromHome(card, at, regime) : inShop(card, at, regime);
    }

    private Payment fromHome(Card card, Instant at, Regime regime) {
        var habit = dice.pick(card.shops(true));
        var merchant = dice.chance(0.4) ? habit.merchant() : marketplace.onlineFor(card.homeCountry(), regime, dice);
        return payment(card, at, merchant, phone(habit, at, regime), regime);
    }

    private Device phone(Card.Habit habit, Instant at, Regime regime) {
        if (dice.chance(regime.freshDevice())) {
            return Device.fresh(dice);
        }
        return dice.chance(regime.strangeDevice())
                ? Device.unseen(dice)
                : habit.device().at(at);
    }

    private Payment inShop(Card card, Instant at, Regime regime) {
        if (card.isTravelling(at, regime.tripSeason())) {
            return payment(card, at, marketplace.shop(card.tripCountry(), regime, dice), Device.unseen(dice), regime);
        }
        if (dice.chance(0.25)) {
            return payment(card, at, marketplace.shop(card.homeCountry(), regime, dice), Device.unseen(dice), regime);
        }
        var habit = dice.pick(card.shops(false));
        return payment(card, at, habit.merchant(), habit.device().at(at), regime);
    }

    private Payment payment(Card card, Instant at, Merchant merchant, Device device, Regime regime) {
        double median = card.usualAmount() * merchant.category().price * regime.prices();
        return new Payment(at, card, merchant, device, dice.logNormal(median, 0.5), false);
    }
}
