package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.seeing.domain.Place;
import io.sluicegate.launcher.seeing.domain.ReplayComparison;
import io.sluicegate.records.Prediction;

/**
 * A prediction that was computed again.
 *
 * @param features where its features record lies
 * @param location where the bundle was opened
 * @param by what ran the model
 * @param loggedBy what ran the model when the logged prediction was made
 * @param batch rows in the batch that gave this prediction: the one that comes nearest to the logged one
 * @param tolerance how far numbers may be off, as the bundle's golden vectors say
 */
record Replayed(
        Prediction prediction,
        ReplayComparison comparison,
        Place features,
        String location,
        RunBy by,
        RunBy loggedBy,
        int batch,
        double tolerance) {

    /** Whether the answer is the logged one, but for rounding. */
    boolean agrees() {
        return comparison.sameBits() || comparison.isWithin(tolerance);
    }

    String verdict() {
        if (comparison.sameBits()) {
            return "The same, bit for bit, in a batch of " + batch + " on " + by + ".";
        }
        if (!comparison.sameText()) {
            return "Another answer.";
        }
        return "The numbers differ by at most " + comparison.greatest() + (agrees() ? ", within" : ", beyond")
                + " the tolerance of " + tolerance + ": "
                + (by.equals(loggedBy)
                        ? "no batch that was tried gives the same bits."
                        : "the log's answer came from " + loggedBy + ", this one from " + by + ".");
    }
}
