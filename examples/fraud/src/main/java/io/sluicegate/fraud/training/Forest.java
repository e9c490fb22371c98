package io.sluicegate.fraud.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
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
    private final List<String> features;
    private final String[] names;

    private Forest(WeightedEnsembleModel<Label> model, List<String> features) {
        this.model = model;
        this.features = features;
        this.names = features.toArray(String[]::new);
    }

    static Forest grow(TrainingTable table, ForestSettings settings) {
        TRIBUO.setLevel(Level.WARNING);
        var tree = new CARTClassificationTrainer(
                settings.depth(), LEAF, 0.0f, FEATURES_PER_SPLIT, false, new GiniIndex(), settings.seed());
        var trainer =
                new RandomForestTrainer<>(tree, new FullyWeightedVotingCombiner(), settings.trees(), settings.seed());
        var model = (WeightedEnsembleModel<Label>) trainer.train(dataset(table, settings));
        return new Forest(model, table.features());
    }

    private static MutableDataset<Label> dataset(TrainingTable table, ForestSettings settings) {
        var names = table.features().toArray(String[]::new);
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("features and labels", LABELS), LABELS);
        var chance = new SplittableRandom(settings.seed());
        double kept = keptShare(table, settings);
        for (var row : table.rows()) {
            if (row.fraud() || chance.nextDouble() < kept) {
                dataset.add(new ArrayExample<>(new Label(row.fraud() ? FRAUD : HONEST), names, values(row)));
            }
        }
        return dataset;
    }

    private static double keptShare(TrainingTable table, ForestSettings settings) {
        double negatives = table.size() - table.positives();
        return table.positives() * settings.negativesPerPositive() / negatives;
    }

    private static double[] values(TrainingRow row) {
        var inputs = row.inputs();
        var values = new double[inputs.length];
        Arrays.setAll(values, i -> Float.isNaN(inputs[i]) ? MISSING : inputs[i]);
        return values;
    }

    /** The features in the order of the model's input. */
    List<String> features() {
        return features;
    }

    List<Model<Label>> trees() {
        return model.getModels();
    }

    /** Index of a feature of the trees in the model's input. */
    int column(int featureId) {
        return features.indexOf(model.getFeatureIDMap().get(featureId).getName());
    }

    double score(TrainingRow row) {
        var example = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, names, values(row));
        return fraudShare(model.predict(example).getOutputScores());
    }

    static double fraudShare(Map<String, Label> shares) {
        var fraud = shares.get(FRAUD);
        return fraud == null ? 0.0 : fraud.getScore();
    }
}
