package io.sluicegate.fraud.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A random forest of small classification trees, grown by Tribuo.
 *
 * <p>Trees can't split on NaN, so a missing value is {@link #MISSING}, below every value that a feature of this example can
 * take; the export sends NaN the same way.
 */
final class Forest {
    /** The stand-in for a missing value. */
    static final float MISSING = -1.0f;

    private static final String FRAUD = "fraud";
    private static final String HONEST = "honest";
    private static final float FEATURES_PER_SPLIT = 0.5f;
    private static final int LEAF = 5;
    private static final LabelFactory LABELS = new LabelFactory();
    private static final Logger TRIBUO = Logger.getLogger(BaggingTrainer.class.getName());

    private final WeightedEnsembleModel<Label> model;
    private final Inputs inputs;

    /**
     * The columns that the trees see of a row.
     *
     * @param numbers how many numbers there are
     * @param texts how each text becomes columns after the numbers
     * @param names the names of all columns
     */
    private record Inputs(int numbers, List<OneHot> texts, List<String> names) {
        static Inputs of(TrainingTable table) {
            var columns = table.columns();
            var texts = IntStream.range(0, columns.texts().size())
                    .mapToObj(place -> OneHot.of(table, place))
                    .toList();
            var names = new ArrayList<>(columns.numbers());
            texts.forEach(text -> names.addAll(text.columns()));
            return new Inputs(columns.numbers().size(), texts, List.copyOf(names));
        }

        ArrayExample<Label> example(Label label, TrainingRow row) {
            return new ArrayExample<>(label, names.toArray(String[]::new), values(row));
        }

        private double[] values(TrainingRow row) {
            var matrix = row.inputs();
            var values = new double[names.size()];
            for (int i = 0; i < numbers; i++) {
                values[i] = Float.isNaN(matrix[i]) ? MISSING : matrix[i];
            }
            int next = numbers;
            for (int i = 0; i < texts.size(); i++) {
                next = texts.get(i).put(row.texts().get(i), values, next);
            }
            return values;
        }
    }

    private Forest(WeightedEnsembleModel<Label> model, Inputs inputs) {
        this.model = model;
        this.inputs = inputs;
    }

    static Forest grow(TrainingTable table, ForestSettings settings) {
        TRIBUO.setLevel(Level.WARNING);
        var tree = new CARTClassificationTrainer(
                settings.depth(), LEAF, 0.0f, FEATURES_PER_SPLIT, false, new GiniIndex(), settings.seed());
        var trainer =
                new RandomForestTrainer<>(tree, new FullyWeightedVotingCombiner(), settings.trees(), settings.seed());
        var inputs = Inputs.of(table);
        var model = (WeightedEnsembleModel<Label>) trainer.train(dataset(table, inputs, settings));
        return new Forest(model, inputs);
    }

    private static MutableDataset<Label> dataset(TrainingTable table, Inputs inputs, ForestSettings settings) {
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("features and labels", LABELS), LABELS);
        var chance = new SplittableRandom(settings.seed());
        double kept = keptShare(table, settings);
        for (var row : table.rows()) {
            if (row.fraud() || chance.nextDouble() < kept) {
                dataset.add(inputs.example(new Label(row.fraud() ? FRAUD : HONEST), row));
            }
        }
        return dataset;
    }

    private static double keptShare(TrainingTable table, ForestSettings settings) {
        double negatives = table.size() - table.positives();
        return table.positives() * settings.negativesPerPositive() / negatives;
    }

    /** How many numbers the trees see: the columns of the model's matrix. */
    int numbers() {
        return inputs.numbers();
    }

    /** How each text becomes columns after the numbers. */
    List<OneHot> texts() {
        return inputs.texts();
    }

    List<Model<Label>> trees() {
        return model.getModels();
    }

    /** Index of a feature of the trees among the columns. */
    int column(int featureId) {
        return inputs.names().indexOf(model.getFeatureIDMap().get(featureId).getName());
    }

    double score(TrainingRow row) {
        return fraudShare(
                model.predict(inputs.example(LabelFactory.UNKNOWN_LABEL, row)).getOutputScores());
    }

    static double fraudShare(Map<String, Label> shares) {
        var fraud = shares.get(FRAUD);
        return fraud == null ? 0.0 : fraud.getScore();
    }
}
