package io.sluicegate.bench.forests;

import static java.util.stream.Collectors.joining;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The times of forests by both engines. */
record ForestsReport(Machine machine, int rounds, List<Series> series) {

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Forests: compiled trees against ONNX Runtime

                %s.

                µs a row on one thread, the way the scorer calls a model: from its buffers to its own memory. Medians of %d rounds, in which the
                engines took turns; ratios are taken within a round, with the least and the greatest in brackets.

                | forest | rows in a call | ONNX Runtime | compiled | × |
                |---|---|---|---|---|
                %s
                """,
                machine,
                rounds,
                series.stream().map(ForestsReport::row).collect(joining("\n")));
    }

    private static String row(Series of) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f (%.2f–%.2f) |",
                of.grove().title(),
                of.rows(),
                of.runtime(),
                of.compiled(),
                of.ratio(),
                of.least(),
                of.greatest());
    }

    Map<String, Object> json() {
        return Json.object(
                "machine",
                machine.json(),
                "rounds",
                rounds,
                "series",
                series.stream().map(Series::json).toList());
    }
}
