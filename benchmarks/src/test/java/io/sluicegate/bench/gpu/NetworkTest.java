package io.sluicegate.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.scorer.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
    private static final double FLOAT_ERROR = 1e-4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MLP_LARGE")
    void shouldScoreEachRowByItsFeaturesAndNotByItsCompany(Network network) throws Exception {
        var file = folder.resolve("model.onnx");
        network.graph().write(file);
        try (var model = OnnxModel.load(file, network.manifest())) {
            var together = scores(model, network, 3, 4);

            assertThat(together).doesNotContain(Double.NaN);
            assertThat(together[0]).isNotEqualTo(together[1]);
            assertThat(scores(model, network, 4)[0]).isCloseTo(together[1], within(FLOAT_ERROR));
        }
    }

    @Test
    void shouldHaveTheSizesThatTheirTitlesSay() {
        assertThat(Network.MLP_SMALL.graph().parameters()).isBetween(9_500L, 10_500L);
        assertThat(Network.MLP_MEDIUM.graph().parameters()).isBetween(950_000L, 1_050_000L);
        assertThat(Network.FOREST.graph().parameters()).isEqualTo(100 * 127);
    }

    /** The scores of rows, each made of a seed. */
    private static double[] scores(OnnxModel model, Network network, long... seeds) throws Exception {
        var runner = model.runner(seeds.length);
        var input = runner.begin().get(0);
        for (var seed : seeds) {
            input.putDoubles(new Random(seed).doubles(network.width()).toArray(), 0, network.width());
        }
        var outputs = runner.run(seeds.length);
        var scores = new double[seeds.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = outputs.score(row);
        }
        return scores;
    }
}
