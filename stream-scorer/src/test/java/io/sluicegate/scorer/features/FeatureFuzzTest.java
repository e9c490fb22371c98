package io.sluicegate.scorer.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestEvent;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.testing.Fuzz;
import io.sluicegate.testing.Mutation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes stand in a features record: it is scored, or rejected with an error that has a name. */
class FeatureFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void shouldScoreOrRejectAnyBytes() throws Exception {
        var clients = new TestPipeline("unused:1", "mock://" + UUID.randomUUID(), folder)
                .context()
                .clients();
        var original = new TestFeatures(clients).bytes(new TestEvent("card", "an event", 12.5, 3, true));
        var reader = new FeatureReader(clients.schemas());
        var manifest = TestBundles.manifest("1");
        var file = Files.write(folder.resolve("model.onnx"), TestModels.sigmoid());
        try (var model = OnnxModel.load(file, manifest)) {
            var runner = model.runner(1);
            System.out.println("features: "
                    + Fuzz.run(random -> {
                        var decoding = reader.read(mutated(original, random));
                        if (decoding instanceof Decoding.Rejected<FeatureRow> rejected) {
                            assertThat(rejected.rejection().code()).isEqualTo(ErrorCode.UNDECODABLE);
                            return "rejected";
                        }
                        var row = ((Decoding.Decoded<FeatureRow>) decoding).value();
                        row.layout.bind(manifest).feed(row, runner.begin());
                        try {
                            assertThat(runner.run(1).hasScore()).isTrue();
                            return "scored";
                        } catch (ScoringException e) {
                            return "unscorable";
                        }
                    }));
        }
    }

    /** Behind the header: another schema's id is a call of the registry. */
    private static byte[] mutated(byte[] original, java.util.Random random) {
        var body = Mutation.bytes(Arrays.copyOfRange(original, WireFormat.HEADER, original.length), random);
        var bytes = Arrays.copyOf(original, WireFormat.HEADER + body.length);
        System.arraycopy(body, 0, bytes, WireFormat.HEADER, body.length);
        return bytes;
    }
}
