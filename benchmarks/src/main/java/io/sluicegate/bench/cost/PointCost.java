package io.sluicegate.bench.cost;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The costs at one point.
 *
 * @param eventBytes bytes of an event in the broker's log
 * @param brokerMicros processor time of the broker an event, while one stage after the other worked
 */
record PointCost(CostPoint point, double eventBytes, double brokerMicros, List<StageCost> stages) {
    String rows() {
        return stages.stream().map(stage -> stage.row(point.name())).collect(Collectors.joining("\n"));
    }

    Map<String, Object> json() {
        var json = point.json();
        json.put("eventBytes", eventBytes);
        json.put("brokerMicrosPerEvent", brokerMicros);
        json.put("stages", stages.stream().map(StageCost::json).toList());
        return json;
    }
}
