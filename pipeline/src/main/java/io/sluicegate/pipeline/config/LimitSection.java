package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.catalogue.ReportedStatistic.Bad;
import io.sluicegate.pipeline.catalogue.ReportedStatistic.Rate;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a bound on an outcome statistic: {@code {statistic: accuracy, below: 0.8}}. */
final class LimitSection {
    static final String ABOVE = "above";
    static final String BELOW = "below";

    /** A difference between two rates. */
    static final ConfigType<Double> DIFFERENCE = new ConfigType<>(
            "a number above -1 and below 1",
            "0.02",
            ConfigType.number(-1, 1).parse(),
            0.0,
            ConfigType.number(-1, 1).form());
    /** A rate that a limit can bound. */
    static final ConfigType<Double> SHARE = ConfigType.number(0, 1);

    private static final List<String> RATES = Arrays.stream(ReportedStatistic.values())
            .filter(statistic -> statistic.rate().isPresent())
            .map(ReportedStatistic::written)
            .toList();
    private static final OutcomeLimit PLACEHOLDER = new OutcomeLimit(ReportedStatistic.ACCURACY, 0);

    /** Any text parses, so that a statistic that isn't a rate can be refused with the reason. */
    static final Setting<String> STATISTIC = Setting.of(
            "statistic",
            ConfigType.text(ReportedStatistic.ACCURACY.written()).shownAs(new ValueForm.Word(RATES)),
            "the rate that is bounded: see [trials and rollbacks](operations.md#trials-and-rollbacks)");

    private static final String ONE_SIDE = "exactly one of `above` and `below`";

    /** The limit of a rate that is bad above it. */
    static Setting<Double> above(ConfigType<Double> range) {
        return Setting.of(ABOVE, range, "the limit of a rate that is bad above it")
                .otherwiseAs(ONE_SIDE);
    }

    /** The limit of a rate that is bad below it. */
    static Setting<Double> below(ConfigType<Double> range) {
        return Setting.of(BELOW, range, "the limit of a rate that is bad below it")
                .otherwiseAs(ONE_SIDE);
    }

    private LimitSection() {}

    static OutcomeLimit read(ConfigNode node, ConfigType<Double> range) {
        var above = node.find(above(range));
        var below = node.find(below(range));
        var statistic = statistic(node);
        if (above.isPresent() == below.isPresent()) {
            node.problem(
                    "must have exactly one of above and below", "write for example {statistic: accuracy, below: 0.05}");
            return PLACEHOLDER;
        }
        statistic.flatMap(ReportedStatistic::rate).ifPresent(rate -> checkSide(node, rate, above.isPresent()));
        var limit = above.or(() -> below).orElseThrow();
        return statistic.map(known -> new OutcomeLimit(known, limit)).orElse(PLACEHOLDER);
    }

    private static Optional<ReportedStatistic> statistic(ConfigNode limit) {
        var name = limit.get(STATISTIC);
        var node = limit.at(STATISTIC);
        var known = ReportedStatistic.named(name);
        if (known.isEmpty() && !name.isEmpty()) {
            node.problem("'" + name + "' is no statistic of reports", suggestion(name));
        } else if (known.flatMap(ReportedStatistic::rate).isEmpty() && !name.isEmpty()) {
            node.problem("'" + name + "' doesn't say how one version's answers fared", "write one of " + rates());
        }
        return known.filter(statistic -> statistic.rate().isPresent());
    }

    private static void checkSide(ConfigNode node, Rate rate, boolean isAbove) {
        if (isAbove != (rate.bad() == Bad.ABOVE)) {
            var side = rate.bad().name().toLowerCase(Locale.ROOT);
            node.problem(
                    "bounds " + node.at(STATISTIC).written().orElse("a rate") + " on the side where it is good",
                    "write '" + side + ":'");
        }
    }

    private static String suggestion(String name) {
        return Nearest.to(name, RATES)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "write one of " + rates());
    }

    private static String rates() {
        return String.join(", ", RATES);
    }
}
