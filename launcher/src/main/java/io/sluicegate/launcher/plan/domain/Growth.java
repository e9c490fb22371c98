package io.sluicegate.launcher.plan.domain;

import java.util.Comparator;
import java.util.List;

/** A figure that was measured for some numbers of features: straight lines between them, and the last one goes on. */
public final class Growth {
    private final List<Point> points;

    /** A measured figure. */
    public record Point(double features, double figure) {}

    /** @param points at least one; their order doesn't matter */
    public Growth(List<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.points = points.stream()
                .sorted(Comparator.comparingDouble(Point::features))
                .toList();
    }

    /** The figure for so many features; below the fewest measured ones it is theirs. */
    public double at(double features) {
        var first = points.get(0);
        if (points.size() == 1 || features <= first.features()) {
            return first.figure();
        }
        var upper = 1;
        while (upper < points.size() - 1 && points.get(upper).features() < features) {
            upper++;
        }
        var from = points.get(upper - 1);
        var to = points.get(upper);
        var slope = (to.figure() - from.figure()) / (to.features() - from.features());
        return from.figure() + slope * (features - from.features());
    }
}
