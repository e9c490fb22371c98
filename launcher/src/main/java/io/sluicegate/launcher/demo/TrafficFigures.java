package io.sluicegate.launcher.demo;

import io.sluicegate.console.domain.PipelineFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/** The traffic so far, as figures for the report. */
final class TrafficFigures {
    private TrafficFigures() {}

    static Map<String, Object> of(PipelineFacts facts) {
        var traffic = facts.traffic();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("predictions", traffic.predictions());
        figures.put("perSecond", traffic.perSecond());
        figures.put("p50Ms", traffic.overall().p50());
        figures.put("p95Ms", traffic.overall().p95());
        figures.put("p99Ms", traffic.overall().p99());
        return figures;
    }
}
