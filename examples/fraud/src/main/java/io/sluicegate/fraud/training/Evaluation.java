package io.sluicegate.fraud.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The quality of scores and a threshold, measured against the truth.
 *
 * @param auc chance that a fraud scores higher than an honest row
 */
public record Evaluation(
        long rows, long positives, double auc, double falsePositiveRate, double recall, double precision) {

    public static Evaluation of(List<TrainingRow> rows, double[] scores, double threshold) {
        long truePositives = count(rows, scores, threshold, true);
        long falsePositives = count(rows, scores, threshold, false);
        long positives = rows.stream().filter(TrainingRow::fraud).count();
        return new Evaluation(
                rows.size(),
                positives,
                auc(rows, scores),
                ratio(falsePositives, rows.size() - positives),
                ratio(truePositives, positives),
                ratio(truePositives, truePositives + falsePositives));
    }

    /** The lowest threshold that no more than this share of the honest rows reaches. */
    public static double threshold(List<TrainingRow> rows, double[] scores, double falsePositiveRate) {
        var honest = IntStream.range(0, rows.size())
                .filter(i -> !rows.get(i).fraud())
                .mapToDouble(i -> scores[i])
                .sorted()
                .toArray();
        int allowed = (int) (honest.length * falsePositiveRate);
        return Math.nextUp((float) honest[honest.length - 1 - allowed]);
    }

    /** The Mann-Whitney statistic: ties count half. */
    public static double auc(List<TrainingRow> rows, double[] scores) {
        var order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = endOfTie(order, scores, from);
            rankSum += (from + 1 + to) / 2.0 * positives(rows, order, from, to);
        }
        double positives = rows.stream().filter(TrainingRow::fraud).count();
        return (rankSum - positives * (positives + 1) / 2) / (positives * (rows.size() - positives));
    }

    private static int endOfTie(int[] order, double[] scores, int from) {
        int to = from;
        while (to < order.length && Double.compare(scores[order[to]], scores[order[from]]) == 0) {
            to++;
        }
        return to;
    }

    private static long positives(List<TrainingRow> rows, int[] order, int from, int to) {
        return Arrays.stream(order, from, to).filter(i -> rows.get(i).fraud()).count();
    }

    private static long count(List<TrainingRow> rows, double[] scores, double threshold, boolean fraud) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).fraud() == fraud && scores[i] >= threshold)
                .count();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
