package io.sluicegate.bench.cost;

import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One configuration whose cost is measured. All but the base differ from it in one thing.
 *
 * @param name what is different
 * @param features features of the pipeline: the fraud example's and further aggregates
 * @param entities cards that the events are about
 * @param partitions partitions of the topics
 * @param threads stream threads of a stage
 * @param batch the most rows in a call of the model
 */
record CostPoint(String name, int features, int entities, int partitions, int threads, int batch) {
    /** The fraud example's features, and how many they are. */
    static final int EXAMPLE = 15;

    /** The point that the others are compared with. */
    static final CostPoint BASE = new CostPoint("base", EXAMPLE, 1_000, 4, 1, 128);

    private static final List<String> AGGREGATES = List.of(
            "{name: more_count_%1$s, type: long, aggregate: count, window: %1$s}",
            "{name: more_spend_%1$s, type: double, aggregate: sum, of: amount, window: %1$s}",
            "{name: more_mean_%1$s, type: double, aggregate: mean, of: amount, window: %1$s}",
            "{name: more_max_%1$s, type: double, aggregate: max, of: amount, window: %1$s}",
            "{name: more_absent_%1$s, type: long, aggregate: count, window: %1$s, where: '!event.cardPresent'}");

    /** The base, and one point for each value of each thing that may grow. */
    static List<CostPoint> all() {
        return List.of(
                BASE,
                BASE.withFeatures(50),
                BASE.withFeatures(200),
                BASE.withEntities(100_000),
                BASE.withEntities(1_000_000),
                new CostPoint("16 partitions", EXAMPLE, BASE.entities, 16, 1, BASE.batch),
                new CostPoint("2 threads", EXAMPLE, BASE.entities, BASE.partitions, 2, BASE.batch),
                new CostPoint("batches of 1", EXAMPLE, BASE.entities, BASE.partitions, 1, 1),
                new CostPoint("batches of 32", EXAMPLE, BASE.entities, BASE.partitions, 1, 32));
    }

    CostPoint withFeatures(int count) {
        return new CostPoint(count + " features", count, entities, partitions, threads, batch);
    }

    private CostPoint withEntities(int count) {
        return new CostPoint(count + " entities", features, count, partitions, threads, batch);
    }

    /** The text of the example's pipeline file for this point; its partitions are set elsewhere. */
    String pipeline(String example) {
        return example.replaceFirst("(?m)^  threads: .*$", "  threads: " + threads)
                .replaceFirst("(?m)\\n\\nmodel:$", "\n" + more() + "\nmodel:")
                .replaceFirst("(?m)^model:$", "model:\n  batch: " + batch);
    }

    /** Every window, from 10 minutes on by 10 minutes, has five aggregates. */
    private String more() {
        return IntStream.range(0, features - EXAMPLE)
                .mapToObj(index ->
                        AGGREGATES.get(index % AGGREGATES.size()).formatted(10 * (1 + index / AGGREGATES.size()) + "m"))
                .map(line -> "  - " + line + "\n")
                .collect(Collectors.joining());
    }

    Map<String, Object> json() {
        return Json.object(
                "name", name,
                "features", features,
                "entities", entities,
                "partitions", partitions,
                "threads", threads,
                "batch", batch);
    }
}
