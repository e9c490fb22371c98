package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The way of docs/bring-a-model.md from Tribuo to a bundle: its own export, and the features in Tribuo's order. */
class TribuoModelTest {
    private static final String[] FEATURES = {"amount", "hour", "visits"}; // by name, as Tribuo sorts them

    @TempDir
    private Path folder;

    @Test
    void shouldScoreAsTribuoDoes() throws Exception {
        var trained = (LinearSGDModel) trained();
        var onnx = folder.resolve("model.onnx");
        trained.saveONNXModel("com.example", 1, onnx);
        var manifest = Files.writeString(folder.resolve("manifest.yaml"), """
                inputs:
                - {name: input, features: [amount, hour, visits]}
                output:
                  score: output
                  index: %d
                  probabilities: output
                  classes: [%s]
                  threshold: 0.5
                """.formatted(
                        trained.getOutputIDInfo().getID(new Label("good")), String.join(", ", classes(trained))));
        var bundle = folder.resolve("bundle");

        Desk.run(
                        "bundle",
                        "create",
                        "--model",
                        onnx.toString(),
                        "--name",
                        "tribuo",
                        "--version",
                        "1",
                        "--out",
                        bundle.toString(),
                        "--manifest",
                        manifest.toString())
                .succeeded();
        var rows =
                Files.writeString(folder.resolve("rows.jsonl"), "{\"input\":[1.5,-0.5,2]}\n{\"input\":[-1,0.25,-3]}\n");
        var lines = Desk.score(bundle, rows).succeeded().lines();

        for (var row : List.of(Map.entry(0, new double[] {1.5, -0.5, 2}), Map.entry(1, new double[] {-1, 0.25, -3}))) {
            var expected = trained.predict(new ArrayExample<>(new Label("good"), FEATURES, row.getValue()));
            var actual = new ObjectMapper().readTree(lines.get(row.getKey())).get("output");
            for (var output : trained.getOutputIDInfo()) {
                assertThat(actual.get(output.getA()).asDouble())
                        .isCloseTo(
                                expected.getOutputScores()
                                        .get(output.getB().getLabel())
                                        .getScore(),
                                within(1e-5));
            }
        }
        Desk.run("bundle", "verify", bundle.toString()).succeeded();
    }

    private static List<String> classes(LinearSGDModel trained) {
        var classes = new ArrayList<String>();
        for (var id = 0; id < trained.getOutputIDInfo().size(); id++) {
            classes.add(trained.getOutputIDInfo().getOutput(id).getLabel());
        }
        return classes;
    }

    private static Model<Label> trained() {
        var random = new Random(1);
        var data = new MutableDataset<>(
                new SimpleDataSourceProvenance("made up", OffsetDateTime.now(), new LabelFactory()),
                new LabelFactory());
        for (var i = 0; i < 200; i++) {
            var values = random.doubles(FEATURES.length, -2, 2).toArray();
            var good = values[0] - values[2] + 0.1 * values[1] > 0;
            data.add(new ArrayExample<>(new Label(good ? "good" : "bad"), FEATURES, values));
        }
        return new LogisticRegressionTrainer().train(data);
    }
}
