package io.sluicegate.fraud.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.records.ReferenceProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One world before and after the switch, as the first model and a candidate see it, in windows of about four hours. */
class DriftingWorldTest {
    private static final Logger LOG = LoggerFactory.getLogger(DriftingWorldTest.class);
    private static final int WINDOW = 2_500;
    private static final double PSI = 0.2;

    private static TrainingTable history;
    private static ReferenceProfile reference;
    private static TrainedModel first;
    private static List<TrainingTable> before;
    private static List<TrainingTable> after;

    @BeforeAll
    static void letTheWorldHappen() {
        var worlds = new Worlds(7);
        history = worlds.next(30_000);
        reference = reference(history);
        first = Trainer.train(history, ForestSettings.DEFAULT);
        before = windows(worlds, 6);
        worlds.drift();
        after = windows(worlds, 8);
    }

    @Test
    void shouldTrainAGoodModel() {
        var validation = first.report().validation();

        LOG.atInfo().addKeyValue("report", first.report()).log("first model");
        assertThat(validation.auc()).isGreaterThan(0.97);
        assertThat(validation.falsePositiveRate()).isBetween(0.005, 0.02);
        assertThat(validation.recall()).isGreaterThan(0.7);
    }

    @Test
    void shouldExportWhatWasTrained() {
        assertThat(first.report().exportDifference()).isLessThan(1e-6);
    }

    /** No label is a function of one feature: the best threshold on any one of them is far behind the model. */
    @Test
    void shouldNeedMoreThanOneFeature() {
        var rows = history.after(ForestSettings.DEFAULT.trainShare()).rows();
        double model = balancedAccuracy(rows, first.score(rows));

        var numbers = history.columns().numbers();
        for (int column = 0; column < numbers.size(); column++) {
            var scores = column(rows, column);
            double auc = Evaluation.auc(rows, scores);
            double accuracy = balancedAccuracy(rows, scores);
            LOG.atInfo()
                    .addKeyValue("feature", numbers.get(column))
                    .addKeyValue("auc", Math.max(auc, 1 - auc))
                    .addKeyValue("balancedAccuracy", accuracy)
                    .log("one feature alone");
            assertThat(Math.max(auc, 1 - auc))
                    .isLessThan(first.report().validation().auc() - 0.05);
            assertThat(accuracy).isLessThan(model - 0.05);
        }
    }

    @Test
    void shouldUseTheCategory() {
        var rows = history.after(ForestSettings.DEFAULT.trainShare()).rows().stream()
                .filter(row -> row.fraud() && row.texts().contains("giftcards"))
                .toList();
        var groceries = rows.stream()
                .map(row ->
                        new TrainingRow(row.eventId(), row.eventTime(), row.values(), List.of("grocery"), row.fraud()))
                .toList();

        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(mean(first.score(groceries))).isLessThan(mean(first.score(rows)) - 0.05);
    }

    private static double mean(double[] scores) {
        return DoubleStream.of(scores).average().orElseThrow();
    }

    @Test
    void shouldStayStationaryWithoutASwitch() {
        for (var window : before) {
            var psi = report("before", window, first);
            assertThat(psi.values()).allMatch(value -> value < PSI / 2);
            assertThat(first.evaluate(window.rows()).falsePositiveRate()).isLessThan(0.035);
        }
    }

    @Test
    void shouldShiftSeveralFeaturesAndSpoilTheOldModel() {
        for (var window : after) {
            var psi = report("after", window, first);
            assertThat(psi.values().stream().filter(value -> value > PSI).count())
                    .isGreaterThanOrEqualTo(4);
            assertThat(psi.get("category")).isGreaterThan(PSI);
            assertThat(first.evaluate(window.rows()).falsePositiveRate()).isBetween(0.035, 0.15);
        }
    }

    @Test
    void shouldRecoverByRetrainingOnTwoWindows() {
        var table = after.get(0).with(after.get(1));
        var candidate = Trainer.train(table, ForestSettings.DEFAULT);
        LOG.atInfo().addKeyValue("report", candidate.report()).log("candidate");

        var later = rest();
        var old = first.evaluate(later.rows());
        var retrained = candidate.evaluate(later.rows());
        LOG.atInfo().addKeyValue("old", old).addKeyValue("retrained", retrained).log("on what came later");
        assertThat(retrained.falsePositiveRate()).isLessThan(old.falsePositiveRate() / 2);
        assertThat(retrained.auc()).isGreaterThan(0.88).isGreaterThan(old.auc() + 0.1);
        assertThat(Psi.of(reference(table), later).values()).allMatch(value -> value < PSI / 2);
    }

    private static TrainingTable rest() {
        return after.subList(3, after.size()).stream().reduce(after.get(2), TrainingTable::with);
    }

    private static Map<String, Double> report(String when, TrainingTable window, TrainedModel model) {
        var psi = Psi.of(reference, window);
        LOG.atInfo()
                .addKeyValue("when", when)
                .addKeyValue("evaluation", model.evaluate(window.rows()))
                .addKeyValue("psi", psi)
                .log("window");
        return psi;
    }

    private static List<TrainingTable> windows(Worlds worlds, int count) {
        return IntStream.range(0, count).mapToObj(i -> worlds.next(WINDOW)).toList();
    }

    private static ReferenceProfile reference(TrainingTable table) {
        var profiler =
                new ReferenceProfiler(table.columns().numbers(), table.columns().texts());
        table.rows().forEach(row -> profiler.add(row.values(), row.texts()));
        return profiler.profile("any");
    }

    private static double[] column(List<TrainingRow> rows, int column) {
        return rows.stream()
                .mapToDouble(row -> Double.isNaN(row.values()[column]) ? -1 : row.values()[column])
                .toArray();
    }

    /** With the best threshold there is, in the better direction. */
    private static double balancedAccuracy(List<TrainingRow> rows, double[] scores) {
        var order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .toList();
        double positives = rows.stream().filter(TrainingRow::fraud).count();
        double negatives = rows.size() - positives;
        double best = 0.5;
        double balance = 0.5; // half the share of honest rows below, plus half the share of frauds not below
        for (int i = 0; i < order.size(); i++) {
            balance += rows.get(order.get(i)).fraud() ? -0.5 / positives : 0.5 / negatives;
            boolean tie = i + 1 < order.size() && scores[order.get(i)] == scores[order.get(i + 1)];
            best = tie ? best : Math.max(best, Math.max(balance, 1 - balance));
        }
        return best;
    }
}
