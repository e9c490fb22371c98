package io.sluicegate.fraud.training;

import io.sluicegate.bundle.Bins;
import io.sluicegate.bundle.TextBins;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.ReferenceProfile;
import io.sluicegate.records.StringProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The population stability index of a table's features against a reference profile, on deciles and on values. */
final class Psi {
    private Psi() {}

    static Map<String, Double> of(ReferenceProfile reference, TrainingTable table) {
        var psi = new LinkedHashMap<String, Double>();
        for (int i = 0; i < reference.getFeatures().size(); i++) {
            var profile = reference.getFeatures().get(i);
            psi.put(profile.getName(), of(profile, table, i));
        }
        for (int i = 0; i < reference.getStrings().size(); i++) {
            var profile = reference.getStrings().get(i);
            psi.put(profile.getName(), of(profile, table, i));
        }
        return psi;
    }

    private static double of(StringProfile reference, TrainingTable table, int text) {
        var bins = new TextBins(reference.getValues());
        var expected = new double[bins.count()];
        for (int bin = 0; bin < reference.getCounts().size(); bin++) {
            expected[bin] = reference.getCounts().get(bin);
        }
        expected[bins.count() - 1] = reference.getOther();
        var actual = new double[bins.count()];
        table.rows().forEach(row -> actual[bins.of(row.texts().get(text))]++);
        return psi(expected, actual);
    }

    private static double of(NumericProfile reference, TrainingTable table, int column) {
        var deciles = deciles(reference);
        var bins = new Bins(deciles.stream().mapToDouble(Double::doubleValue).toArray());
        var expected = new double[deciles.size() + 2];
        var fine = reference.getEdges();
        for (int bin = 0; bin <= fine.size(); bin++) {
            int coarse = bin == fine.size() ? deciles.size() : bins.of(Math.nextDown(fine.get(bin)));
            expected[coarse] += reference.getCounts().get(bin);
        }
        expected[expected.length - 1] = reference.getMissing();
        var actual = new double[expected.length];
        for (var row : table.rows()) {
            double value = row.values()[column];
            actual[Double.isNaN(value) ? actual.length - 1 : bins.of(value)]++;
        }
        return psi(expected, actual);
    }

    /** The reference's own edges that are nearest above its deciles. */
    private static List<Double> deciles(NumericProfile reference) {
        long rows = reference.getCounts().stream().mapToLong(Long::longValue).sum();
        var deciles = new TreeSet<Double>();
        long below = 0;
        int decile = 1;
        for (int bin = 0; bin < reference.getEdges().size(); bin++) {
            below += reference.getCounts().get(bin);
            if (below >= rows * decile / 10.0) {
                deciles.add(reference.getEdges().get(bin));
                decile = (int) (below * 10 / rows) + 1;
            }
        }
        return new ArrayList<>(deciles);
    }

    private static double psi(double[] expected, double[] actual) {
        double psi = 0;
        for (int i = 0; i < expected.length; i++) {
            double e = share(expected, i);
            double a = share(actual, i);
            psi += (a - e) * Math.log(a / e);
        }
        return psi;
    }

    /** Half a row in each bin, so that an empty one is no infinity. */
    private static double share(double[] counts, int bin) {
        double sum = 0;
        for (double count : counts) {
            sum += count + 0.5;
        }
        return (counts[bin] + 0.5) / sum;
    }
}
