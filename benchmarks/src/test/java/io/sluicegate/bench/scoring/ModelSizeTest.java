package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelSizeTest {
    private static final double FLOAT_ERROR = 1e-5;

    @ParameterizedTest
    @EnumSource(ModelSize.class)
    void shouldScoreEachRowByItsFeaturesAndNotByItsCompany(ModelSize size) throws OrtException {
        var rows = rows();

        var together = scores(size, rows);

        assertThat(together[0][0]).isBetween(0f, 1f).isNotEqualTo(together[1][0]);
        assertThat((double) scores(size, new float[][] {rows[1]})[0][0]).isCloseTo(together[1][0], within(FLOAT_ERROR));
    }

    private static float[][] rows() {
        var random = new Random(3);
        var rows = new float[2][BenchFeatures.COUNT];
        for (var row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat();
            }
        }
        return rows;
    }

    private static float[][] scores(ModelSize size, float[][] rows) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        try (var session = environment.createSession(size.onnx());
                var input = OnnxTensor.createTensor(environment, rows);
                var result = session.run(Map.of(ModelSize.INPUT, input))) {
            return (float[][]) result.get(0).getValue();
        }
    }
}
