package io.sluicegate.scorer.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.testing.Fuzz;
import io.sluicegate.testing.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

/** A mutated model of the zoo, with its manifest and rows to run it on. It follows from a seed and a number. */
record FuzzedModel(byte[] model, Manifest manifest, Golden golden) {
    private static final List<Animal> ANIMALS = Zoo.animals();
    private static final int ROWS = 5;

    static FuzzedModel of(long seed, int number) {
        var random = Fuzz.random(seed, number);
        var animal = ANIMALS.get(random.nextInt(ANIMALS.size()));
        return new FuzzedModel(mutated(animal.model(), random), animal.manifest(), golden(animal, random));
    }

    private static byte[] mutated(byte[] model, Random random) {
        try {
            return random.nextInt(3) == 0 || isOrtFormat(model)
                    ? Mutation.bytes(model, random)
                    : Mutation.message(ModelProto.parseFrom(model), random).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a model is in ONNX Runtime's own format, which is no protobuf message. */
    private static boolean isOrtFormat(byte[] model) {
        return new String(model, 4, 4, ISO_8859_1).equals("ORTM");
    }

    /** Rows without expected answers. */
    private static Golden golden(Animal animal, Random random) {
        var vectors = new ArrayList<Golden.Vector>();
        for (var i = 0; i < ROWS; i++) {
            vectors.add(new Golden.Vector(features(animal, random), Map.of(), OptionalDouble.empty()));
        }
        return new Golden(1e-5, vectors);
    }

    private static Map<String, JsonNode> features(Animal animal, Random random) {
        var row = animal.row(random);
        var features = new LinkedHashMap<String, JsonNode>();
        for (var input : animal.inputs()) {
            var elements = new ArrayList<JsonNode>();
            ZooTest.flatten(row.get(input.name()), elements);
            for (var i = 0; i < elements.size(); i++) {
                features.put(input.features().get(i), elements.get(i));
            }
        }
        return features;
    }

    /**
     * Loads the model and runs it as the scorer does before it serves, except for the warm-up, which only repeats that.
     *
     * @return what became of it: {@code READY}, or the kind of error
     */
    String run(Path folder) throws IOException {
        var file = folder.resolve("model.onnx");
        Files.deleteIfExists(file); // writing over it would wait for the disk
        Files.write(file, model);
        try (var loaded = OnnxModel.load(file, manifest)) {
            var unused = BatchCheck.run(loaded, golden, ROWS);
            return new GoldenCheck(loaded, golden).problems(ROWS).isEmpty() ? "READY" : "GOLDEN_MISMATCH";
        } catch (BadModelException e) {
            return e instanceof ExternalDataException ? "EXTERNAL_DATA" : "BAD_MODEL";
        } catch (ScoringException e) {
            return "FAILED_ON_ROWS";
        }
    }
}
