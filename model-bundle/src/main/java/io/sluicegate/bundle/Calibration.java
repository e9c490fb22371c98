package io.sluicegate.bundle;

import java.util.List;

/** A function from the model's raw score to a probability. */
public sealed interface Calibration {
    double calibrate(double raw);

    /** Platt's: 1 / (1 + exp(a · raw + b)). */
    record Platt(double a, double b) implements Calibration {
        @Override
        public double calibrate(double raw) {
            return 1 / (1 + Math.exp(a * raw + b));
        }
    }

    /** Straight lines between points that never fall; constant beyond the first and the last. */
    record Isotonic(List<Point> points) implements Calibration {
        public Isotonic {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("isotonic calibration needs at least one point");
            }
            for (var i = 1; i < points.size(); i++) {
                if (!(points.get(i).raw() > points.get(i - 1).raw()
                        && points.get(i).calibrated() >= points.get(i - 1).calibrated())) {
                    throw new IllegalArgumentException("point " + (i + 1) + " of the isotonic calibration must have a"
                            + " higher raw score than the point before it and no lower calibrated score");
                }
            }
        }

        @Override
        public double calibrate(double raw) {
            var above = 0;
            while (above < points.size() && points.get(above).raw() < raw) {
                above++;
            }
            if (above == 0 || above == points.size()) {
                return points.get(Math.min(above, points.size() - 1)).calibrated();
            }
            var high = points.get(above);
            var low = points.get(above - 1);
            return low.calibrated()
                    + (high.calibrated() - low.calibrated()) * (raw - low.raw()) / (high.raw() - low.raw());
        }
    }

    /** One point of an isotonic calibration. */
    record Point(double raw, double calibrated) {}
}
