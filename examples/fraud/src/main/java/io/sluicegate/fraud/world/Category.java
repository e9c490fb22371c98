package io.sluicegate.fraud.world;

import java.util.Locale;

/** The kind of business of a merchant, with the cost of a payment relative to the card's usual amount. */
enum Category {
    GROCERY(1.0, 30),
    FUEL(1.8, 10),
    RESTAURANT(1.1, 18),
    HEALTH(1.2, 8),
    FASHION(2.4, 10),
    DIGITAL(0.3, 12),
    ELECTRONICS(5.0, 5),
    GIFTCARDS(1.8, 3),
    /** Stores that open for a season; the usual world has none. */
    POPUP(2.0, 0),
    TRAVEL(7.0, 4);

    final double price;
    final double share;

    Category(double price, double share) {
        this.price = price;
        this.share = share;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
