package io.sluicegate.bench.scoring;

import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Thirty features, as the enricher would write them for a payment: two thirds are doubles, the others longs and booleans. */
final class BenchFeatures {
    static final int COUNT = 30;
    private static final List<FeatureDefinition.Type> CYCLE = List.of(
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.LONG,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.BOOLEAN);

    private BenchFeatures() {}

    static FeatureSet set() {
        return new FeatureSet(
                IntStream.range(0, COUNT).mapToObj(BenchFeatures::definition).toList());
    }

    private static FeatureDefinition definition(int index) {
        var name = "feature_%02d".formatted(index + 1);
        return new FeatureDefinition(name, CYCLE.get(index % CYCLE.size()), new FeatureDefinition.Field(name, false));
    }

    /** The features of one event. */
    static FeatureVector random(Random random, long now) {
        var values = new ArrayList<Object>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            values.add(value(CYCLE.get(i % CYCLE.size()), random));
        }
        var id = new UUID(random.nextLong(), random.nextLong()).toString();
        return new FeatureVector(id, "", now, List.copyOf(values));
    }

    private static Object value(FeatureDefinition.Type type, Random random) {
        return switch (type) {
            case DOUBLE -> random.nextDouble() * 4 - 2;
            case LONG -> (long) random.nextInt(20);
            case BOOLEAN -> random.nextBoolean();
            case STRING, VECTOR -> throw new IllegalArgumentException("the benchmark's model takes numbers");
        };
    }
}
