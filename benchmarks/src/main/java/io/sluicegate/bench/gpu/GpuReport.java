package io.sluicegate.bench.gpu;

import static java.util.stream.Collectors.joining;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The measured times of calls.
 *
 * @param card the machine's GPUs
 * @param parameters of each model
 */
record GpuReport(
        GpuSettings settings, Machine machine, String card, Map<Network, Long> parameters, List<Series> series) {
    private static final double ONE_DECIMAL_BELOW = 100;

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # CPU and GPU

                %s; %s.

                The median time of a call in µs, the way the scorer calls a model: tensors from its buffers, the call, the outputs copied.

                %s""",
                card,
                machine,
                parameters.entrySet().stream()
                        .map(entry -> section(entry.getKey(), entry.getValue()))
                        .collect(joining("\n")));
    }

    private String section(Network network, long parameters) {
        var columns = of(network).toList();
        return String.format(
                Locale.ROOT,
                """
                ## %s (%,d parameters)

                | rows in a call | %s |
                |---|%s
                %s

                %s
                """,
                network.title(),
                parameters,
                columns.stream().map(it -> it.engine().name()).collect(joining(" | ")),
                "---|".repeat(columns.size()),
                settings.rows().stream().map(rows -> row(rows, columns)).collect(joining("\n")),
                String.join("\n", remarks(network)));
    }

    private Stream<Series> of(Network network) {
        return series.stream().filter(it -> it.network() == network);
    }

    private static String row(int rows, List<Series> columns) {
        return "| " + rows + " | "
                + columns.stream().map(it -> cell(it.micros().get(rows))).collect(joining(" | ")) + " |";
    }

    private static String cell(@Nullable Double micros) {
        return micros == null ? "–" : String.format(Locale.ROOT, micros < ONE_DECIMAL_BELOW ? "%.1f" : "%.0f", micros);
    }

    private List<String> remarks(Network network) {
        var remarks = Stream.concat(
                        of(network).flatMap(GpuReport::remark),
                        comparisons(network).map(GpuReport::text))
                .toList();
        return remarks.isEmpty() ? List.of("Only the CPU was measured.") : remarks;
    }

    private static Stream<String> remark(Series series) {
        var engine = "- " + series.engine().name();
        return Stream.concat(
                series.refusal().stream().map(refusal -> engine + " can't run it (" + refusal + ")."),
                series.execution().stream()
                        .filter(it -> it.cpuNodes() > 0)
                        .map(it -> engine + ": the model " + it + "."));
    }

    /**
     * A GPU beside a CPU.
     *
     * @param rows from how many rows on the GPU's calls are faster; empty if they aren't at the largest number
     */
    private record Comparison(Series gpu, Series cpu, Optional<Integer> rows) {
        static Comparison of(Series gpu, Series cpu) {
            return new Comparison(gpu, cpu, Crossover.of(cpu.micros(), gpu.micros()));
        }
    }

    private Stream<Comparison> comparisons(Network network) {
        return of(network)
                .filter(gpu -> !gpu.engine().isCpu() && gpu.refusal().isEmpty())
                .flatMap(gpu -> of(network).filter(cpu -> cpu.engine().isCpu()).map(cpu -> Comparison.of(gpu, cpu)));
    }

    private static String text(Comparison pair) {
        var gpu = "- " + pair.gpu().engine().name();
        var cpu = pair.cpu().engine().name();
        return pair.rows()
                .map(rows -> gpu + " is faster than " + cpu + " from " + rows + (rows == 1 ? " row" : " rows") + " on.")
                .orElse(gpu + " isn't faster than " + cpu + ", not even with the most rows.");
    }

    Map<String, Object> json() {
        return Json.object(
                "machine", machine.json(),
                "card", card,
                "rows", settings.rows(),
                "networks",
                        parameters.entrySet().stream()
                                .map(entry -> json(entry.getKey(), entry.getValue()))
                                .toList());
    }

    private Map<String, Object> json(Network network, long parameters) {
        return Json.object(
                "name", network.title(),
                "parameters", parameters,
                "series", of(network).map(Series::json).toList(),
                "crossovers", comparisons(network).map(GpuReport::json).toList());
    }

    private static Map<String, Object> json(Comparison pair) {
        return Json.object(
                "engine", pair.gpu().engine().name(),
                "than", pair.cpu().engine().name(),
                "fromRows", pair.rows());
    }
}
