package io.sluicegate.fraud.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All merchants: shops in every country, and online shops that sell to anyone. */
final class Marketplace {
    static final List<String> COUNTRIES = List.of("DE", "FR", "IT", "ES", "NL", "PL", "GB", "US", "BR", "TH");
    private static final List<Double> ISSUED = List.of(24.0, 18.0, 14.0, 12.0, 8.0, 8.0, 7.0, 5.0, 2.0, 2.0);
    private static final List<Category> CATEGORIES = Arrays.asList(Category.values());

    private final int perPlace;

    /** A marketplace with this number of shops and of online shops for each category in each country. */
    Marketplace(int perPlace) {
        this.perPlace = perPlace;
    }

    String issuingCountry(Dice dice) {
        return dice.pick(COUNTRIES, ISSUED);
    }

    String otherCountry(String home, Dice dice) {
        return dice.pick(
                COUNTRIES.stream().filter(country -> !country.equals(home)).toList());
    }

    /** A shop in the country, of a category as people go there in the regime. */
    Merchant shop(String country, Regime regime, Dice dice) {
        return merchant(country, category(regime, dice), false, dice);
    }

    /** An online shop anywhere, of a category as people go there in the regime. */
    Merchant online(Regime regime, Dice dice) {
        return online(category(regime, dice), dice);
    }

    Merchant online(Category category, Dice dice) {
        return merchant(dice.pick(COUNTRIES), category, true, dice);
    }

    /** An online shop, two times in three one of the country. */
    Merchant onlineFor(String country, Regime regime, Dice dice) {
        var seat = dice.chance(1.0 / 3.0) ? dice.pick(COUNTRIES) : country;
        return merchant(seat, category(regime, dice), true, dice);
    }

    private Merchant merchant(String country, Category category, boolean online, Dice dice) {
        var id = "m-%s-%s-%s-%d"
                .formatted(
                        online ? "web" : "shop",
                        country.toLowerCase(Locale.ROOT),
                        category.text(),
                        dice.between(1, perPlace));
        return new Merchant(id, category, country, online);
    }

    private static Category category(Regime regime, Dice dice) {
        return dice.pick(CATEGORIES, CATEGORIES.stream().map(regime::weight).toList());
    }
}
