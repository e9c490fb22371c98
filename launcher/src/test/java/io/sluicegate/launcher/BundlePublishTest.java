package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle gets into a pipeline's store once, and only if the pipeline can feed its model. */
class BundlePublishTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPublishOnceAndNeverChangeAVersion() throws IOException {
        var pipeline = pipeline("mine", "double");
        var bundle = bundle("bundle", "Neg");

        var first = publish(bundle, pipeline).succeeded();
        var again = publish(bundle, pipeline).succeeded();
        var other = publish(bundle("other", "Abs"), pipeline);

        assertThat(first.out())
                .isEqualTo(again.out())
                .contains("Version 1 is published at " + folder.resolve("models/mine/1"));
        assertThat(other.refusal()).contains("a version never changes, publish the draft under a new one");
    }

    @Test
    void shouldRefuseInOneLineWhatThePipelineCannotUse() throws IOException {
        var bundle = bundle("bundle", "Neg");

        assertThat(publish(bundle, pipeline("yours", "double")).refusal())
                .contains("is a bundle of model 'mine', but ", "runs model 'yours'");
        assertThat(publish(bundle, pipeline("mine", "long")).refusal())
                .contains("the model needs feature 'x' as double, the feature set gives it as long");
        assertThat(publish(folder, pipeline("mine", "double")).refusal()).contains("without manifest.yaml");
        assertThat(publish(bundle, folder.resolve("none.yaml")).code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(folder.resolve("models")).doesNotExist();
    }

    private static Desk.Result publish(Path bundle, Path pipeline) {
        return Desk.run("bundle", "publish", bundle.toString(), "--pipeline", pipeline.toString());
    }

    private Path bundle(String name, String operator) throws IOException {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 1)
                .node(operator, List.of("x"), List.of("y"))
                .output("y", FLOAT32, ANY, 1);
        Desk.create(model.make(), folder.resolve(name)).succeeded();
        return folder.resolve(name);
    }

    private Path pipeline(String model, String type) throws IOException {
        return Files.writeString(
                folder.resolve(model + "-" + type + ".yaml"), """
                pipeline: orders
                kafka: {bootstrap: 'localhost:9092', registry: 'http://localhost:8081'}
                events: {entity: customerId, id: orderId, time: orderedAt}
                features: [{name: x, type: %s, field: x}]
                model: {name: %s, store: '%s'}
                """.formatted(type, model, folder.resolve("models")));
    }
}
