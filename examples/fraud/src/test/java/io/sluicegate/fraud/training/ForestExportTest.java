package io.sluicegate.fraud.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestExportTest {
    private static final ForestSettings SETTINGS = new ForestSettings(10, 6, 50, 0.05, 0.7, 3);

    @Test
    void shouldScoreAsTheTrainedForestMissingValuesIncluded() {
        var table = table(4_000);
        var forest = Forest.grow(table, SETTINGS);

        try (var model = OnnxModel.load(ForestExport.toOnnx(forest), List.of())) {
            var scores = model.scores(table.rows());
            for (int i = 0; i < table.size(); i++) {
                assertThat(scores[i]).isCloseTo(forest.score(table.rows().get(i)), within(1e-6));
            }
        }
    }

    @Test
    void shouldLearnFromWhatIsMissing() {
        var table = table(4_000);

        try (var model = OnnxModel.load(ForestExport.toOnnx(Forest.grow(table, SETTINGS)), List.of())) {
            var scores = model.scores(List.of(
                    row(0, new double[] {0.9, 3, Double.NaN}, true), row(1, new double[] {0.9, 3, 8.0}, false)));

            assertThat(scores[0]).isGreaterThan(scores[1] + 0.3);
        }
    }

    @Test
    void shouldGoTheSameWayAtTheThresholdItself() {
        var table = table(4_000);
        var forest = Forest.grow(table, SETTINGS);
        var thresholds = FlatTrees.of(forest);
        var rows = new ArrayList<TrainingRow>();
        for (int node = 0; node < thresholds.thresholds().size(); node++) {
            var values = new double[] {0.5, 2, 5};
            int column = Math.toIntExact(thresholds.columns().get(node));
            values[column] = thresholds.thresholds().get(node);
            rows.add(row(node, values, false));
            values = values.clone();
            values[column] = Math.nextUp(thresholds.thresholds().get(node));
            rows.add(row(node, values, false));
        }

        try (var model = OnnxModel.load(ForestExport.toOnnx(forest), List.of())) {
            var scores = model.scores(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(scores[i]).isCloseTo(forest.score(rows.get(i)), within(1e-6));
            }
        }
    }

    /** Fraud when the first value is high and the third one missing, mostly. */
    private static TrainingTable table(int size) {
        var random = new SplittableRandom(1);
        var rows = new ArrayList<TrainingRow>();
        for (int i = 0; i < size; i++) {
            double third = random.nextDouble() < 0.2 ? Double.NaN : random.nextDouble() * 10;
            var values = new double[] {random.nextDouble(), random.nextInt(5), third};
            boolean fraud =
                    values[0] > 0.5 && Double.isNaN(third) ? random.nextDouble() < 0.9 : random.nextDouble() < 0.02;
            rows.add(row(i, values, fraud));
        }
        return new TrainingTable(new FeatureColumns(List.of("z_share", "a_count", "m_days"), List.of()), rows);
    }

    private static TrainingRow row(int number, double[] values, boolean fraud) {
        return row(number, values, List.of(), fraud);
    }

    private static TrainingRow row(int number, double[] values, List<String> texts, boolean fraud) {
        return new TrainingRow("e" + number, Instant.EPOCH.plusSeconds(number), values, texts, fraud);
    }

    @Test
    void shouldLearnFromTextsAndTakeOnesThatItHasNeverSeen() {
        var random = new SplittableRandom(2);
        var rows = new ArrayList<TrainingRow>();
        for (int i = 0; i < 3_000; i++) {
            var shop = List.of("käse", "gold", "brot").get(random.nextInt(3));
            var country = List.of("DE", "FR").get(random.nextInt(2));
            boolean fraud = random.nextDouble() < (shop.equals("gold") && country.equals("FR") ? 0.9 : 0.02);
            rows.add(row(i, new double[] {random.nextDouble()}, List.of(shop, country), fraud));
        }
        var table = new TrainingTable(new FeatureColumns(List.of("noise"), List.of("shop", "country")), rows);
        var forest = Forest.grow(table, SETTINGS);
        var asked = List.of(
                row(0, new double[] {0.5}, List.of("gold", "FR"), true),
                row(1, new double[] {0.5}, List.of("käse", "FR"), false),
                row(2, new double[] {0.5}, List.of("<script>", TrainingRow.NO_TEXT), false));

        try (var model =
                OnnxModel.load(ForestExport.toOnnx(forest), table.columns().texts())) {
            var scores = model.scores(asked);

            assertThat(scores[0]).isGreaterThan(scores[1] + 0.3).isGreaterThan(scores[2] + 0.3);
            for (int i = 0; i < asked.size(); i++) {
                assertThat(scores[i]).isCloseTo(forest.score(asked.get(i)), within(1e-6));
            }
        }
    }
}
