package io.sluicegate.launcher.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.cli.FileFailure;
import io.sluicegate.launcher.plan.domain.Growth;
import io.sluicegate.launcher.plan.domain.MeasuredCosts;
import io.sluicegate.launcher.plan.domain.MeasuredCosts.Latency;
import io.sluicegate.launcher.plan.domain.StageCosts;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The figures of {@code bench cost}, as its JSON file holds them. */
final class CostsFile {
    private static final List<String> SAME = List.of("entities", "partitions", "threads", "batch");

    private final JsonNode json;
    private final List<JsonNode> points;

    private CostsFile(JsonNode json) {
        this.json = json;
        var base = need(need(json, "points"), 0);
        this.points = StreamSupport.stream(need(json, "points").spliterator(), false)
                .filter(point ->
                        SAME.stream().allMatch(what -> need(point, what).equals(need(base, what))))
                .toList();
    }

    /** The figures of a run of {@code bench cost}. */
    static MeasuredCosts of(Path file) {
        try (var in = Files.newInputStream(file)) {
            return read(in);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CommandFailed(
                    Message.VALUE_UNUSABLE,
                    "--costs",
                    file + ", which can't be used: " + e.getMessage(),
                    "cost.json of sluicegate bench cost");
        } catch (IOException e) {
            throw FileFailure.of(e);
        }
    }

    private static MeasuredCosts read(InputStream in) throws IOException {
        return new CostsFile(new ObjectMapper().readTree(in)).costs();
    }

    private MeasuredCosts costs() {
        var machine = need(json, "machine");
        var base = points.get(0);
        return new MeasuredCosts(
                String.format(
                        Locale.ROOT,
                        "%s, %s cores%s",
                        text(machine, "processor"),
                        text(machine, "cores"),
                        load(number(machine, "load"))),
                number(base, "eventBytes"),
                number(base, "brokerMicrosPerEvent"),
                stage("feature-enricher"),
                stage("stream-scorer"),
                stage("drift-detector"),
                latencies());
    }

    /** A system without a load average has a negative one. */
    private static String load(double load) {
        return load < 0 ? "" : String.format(Locale.ROOT, "; load average %.1f", load);
    }

    private StageCosts stage(String stage) {
        return new StageCosts(
                stage,
                growth(stage, it -> number(it, "cpuMicrosPerEvent") - number(it, "modelMicrosPerEvent")),
                growth(stage, it -> number(it, "outputBytesPerEvent")),
                growth(stage, it -> number(it, "internalBytesPerEvent")),
                growth(stage, it -> number(it, "residentMiB")).at(0));
    }

    private Growth growth(String stage, ToDoubleFunction<JsonNode> figure) {
        return new Growth(points.stream()
                .map(point -> new Growth.Point(number(point, "features"), figure.applyAsDouble(stageOf(point, stage))))
                .toList());
    }

    private static JsonNode stageOf(JsonNode point, String name) {
        return StreamSupport.stream(need(point, "stages").spliterator(), false)
                .filter(stage -> text(stage, "stage").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stage '" + name + "' in it"));
    }

    /** By setting, the calmest first, whatever was measured. */
    private List<Latency> latencies() {
        var calmest = List.of("throughput", "balanced", "low");
        return StreamSupport.stream(need(json, "latencies").spliterator(), false)
                .map(node -> new Latency(text(node, "latency"), (int) number(node, "rate"), number(node, "p99Ms")))
                .sorted(Comparator.comparingInt(latency -> calmest.indexOf(latency.setting())))
                .toList();
    }

    private static JsonNode need(JsonNode node, int index) {
        return known(node.get(index), "point " + index);
    }

    private static JsonNode need(JsonNode node, String field) {
        return known(node.get(field), "field '" + field + "'");
    }

    private static JsonNode known(@Nullable JsonNode node, String what) {
        if (node == null) {
            throw new IllegalArgumentException("there is no " + what + " in it");
        }
        return node;
    }

    private static double number(JsonNode node, String field) {
        var value = need(node, field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("its field '" + field + "' is no number");
        }
        return value.asDouble();
    }

    private static String text(JsonNode node, String field) {
        return need(node, field).asText();
    }
}
