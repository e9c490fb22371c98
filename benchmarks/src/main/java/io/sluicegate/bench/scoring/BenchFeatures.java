package io.sluicegate.bench.scoring;

import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Thirty features, as the enricher would write them for a payment; or one image. */
final class BenchFeatures {
    static final int COUNT = 30;
    static final int VECTOR_LENGTH = 784;

    /** The values of a string. */
    static final List<String> CATEGORIES =
            IntStream.range(0, 20).mapToObj("category-%02d"::formatted).toList();

    private static final List<FeatureDefinition.Type> NUMBERS = List.of(
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.LONG,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.BOOLEAN);
    private static final List<FeatureDefinition.Type> MIXED = List.of(
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.STRING,
            FeatureDefinition.Type.LONG,
            FeatureDefinition.Type.DOUBLE,
            FeatureDefinition.Type.STRING,
            FeatureDefinition.Type.BOOLEAN);

    private static final VectorForm PIXELS = new VectorForm(VectorForm.Element.UINT8, List.of(28, 28));
    private static final VectorForm NUMBERS_OF_PIXELS =
            new VectorForm(VectorForm.Element.FLOAT32, List.of(VECTOR_LENGTH));

    private BenchFeatures() {}

    /** Two thirds are doubles, the others longs and booleans. */
    static FeatureSet numbers() {
        return cycle(NUMBERS);
    }

    /** A third are strings. */
    static FeatureSet mixed() {
        return cycle(MIXED);
    }

    /** An image of bytes. */
    static FeatureSet image() {
        return image(PIXELS);
    }

    /** An image whose pixels are numbers from 0 to 1. */
    static FeatureSet vector() {
        return image(NUMBERS_OF_PIXELS);
    }

    private static FeatureSet image(VectorForm form) {
        return new FeatureSet(
                List.of(new FeatureDefinition("image", form, new FeatureDefinition.Field("image", false))));
    }

    private static FeatureSet cycle(List<FeatureDefinition.Type> types) {
        return new FeatureSet(IntStream.range(0, COUNT)
                .mapToObj(index -> definition(index, types.get(index % types.size())))
                .toList());
    }

    private static FeatureDefinition definition(int index, FeatureDefinition.Type type) {
        var name = "feature_%02d".formatted(index + 1);
        return new FeatureDefinition(name, type, new FeatureDefinition.Field(name, false));
    }

    static List<String> names(FeatureSet set) {
        return set.features().stream().map(FeatureDefinition::name).toList();
    }

    /** The names of the numbers. */
    static List<String> numbers(FeatureSet set) {
        return set.profiled(ProfileKind.NUMBERS);
    }

    /** The names of the strings. */
    static List<String> texts(FeatureSet set) {
        return set.profiled(ProfileKind.TEXTS);
    }

    /** The features of one event. */
    static FeatureVector random(FeatureSet set, Random random, long now) {
        var values =
                set.features().stream().map(feature -> value(feature, random)).toList();
        var id = new UUID(random.nextLong(), random.nextLong()).toString();
        return new FeatureVector(id, "", now, values);
    }

    private static Object value(FeatureDefinition feature, Random random) {
        return switch (feature.type()) {
            case DOUBLE -> random.nextDouble() * 4 - 2;
            case LONG -> (long) random.nextInt(20);
            case BOOLEAN -> random.nextBoolean();
            case STRING -> CATEGORIES.get(random.nextInt(CATEGORIES.size()));
            case VECTOR -> vector(feature.vector().orElseThrow(), random);
        };
    }

    private static ByteBuffer vector(VectorForm form, Random random) {
        var bytes = new byte[form.bytes()];
        if (form.element() == VectorForm.Element.UINT8) {
            random.nextBytes(bytes);
            return ByteBuffer.wrap(bytes);
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < form.elements(); i++) {
            buffer.putFloat(random.nextFloat());
        }
        return buffer.flip();
    }

    /** A value that says nothing: zero, or a string that training never saw. */
    static Object zero(FeatureDefinition feature) {
        return switch (feature.type()) {
            case STRING -> "";
            case VECTOR -> ByteBuffer.allocate(feature.vector().orElseThrow().bytes());
            default -> 0.0;
        };
    }
}
