package io.sluicegate.scorer.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.scorer.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePlacementTest {
    @TempDir
    Path folder;

    @Test
    void shouldCountTheNodesOfARealProfile() throws Exception {
        var placement = NodePlacement.read(profile(TestModels.manyOutputs(), 1));

        assertThat(placement.nodes()).containsOnlyKeys("CPUExecutionProvider");
        assertThat(placement.on(ExecutionProvider.CPU))
                .isEqualTo(placement.count())
                .isBetween(4, 5);
        assertThat(placement.on(ExecutionProvider.CUDA)).isZero();
    }

    @Test
    void shouldCountANodeOnceHoweverOftenALoopRunsIt() throws Exception {
        var few = NodePlacement.read(profile(TestModels.looping(0, 2, 0), 1));
        var many = NodePlacement.read(profile(TestModels.looping(0, 5, 0), 1));
        var again = NodePlacement.read(profile(TestModels.looping(0, 2, 0), 3));

        assertThat(few.count()).isGreaterThan(3);
        assertThat(many).isEqualTo(few);
        assertThat(again).isEqualTo(few);
    }

    /** These lines are made up in the form of the real ones, since a GPU isn't at hand in each build. */
    @Test
    void shouldTellNodesThatFellBackFromThoseOfTheGpu() throws IOException {
        var madeUp = """
                [
                {"cat": "Session", "dur": 9, "ph": "X", "name": "session_initialization", "args": {}},
                {"cat": "Node", "dur": 2, "ph": "X", "name": "Gemm_0_kernel_time",
                 "args": {"op_name": "Gemm", "provider": "CUDAExecutionProvider", "node_index": "0"}},
                {"cat": "Kernel", "dur": 1, "ph": "X", "name": "ampere_sgemm", "args": {"provider": "CUDAExecutionProvider"}},
                {"cat": "Node", "dur": 2, "ph": "X", "name": "Memcpy_kernel_time",
                 "args": {"op_name": "MemcpyToHost", "provider": "CUDAExecutionProvider", "node_index": "3"}},
                {"cat": "Node", "dur": 2, "ph": "X", "name": "TreeEnsembleRegressor_1_kernel_time",
                 "args": {"op_name": "TreeEnsembleRegressor", "provider": "CPUExecutionProvider", "node_index": "1"}}
                ]
                """;

        var placement = NodePlacement.of(new ObjectMapper().readTree(madeUp));

        assertThat(placement.nodes()).isEqualTo(Map.of("CUDAExecutionProvider", 2, "CPUExecutionProvider", 1));
    }

    /** The profile of so many runs on the CPU. */
    private Path profile(byte[] model, int runs) throws OrtException {
        try (var options = SessionPlan.CPU.options()) {
            options.enableProfiling(folder.resolve("run").toString());
            try (var session = OrtEnvironment.getEnvironment().createSession(model, options);
                    var row = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new float[1][3])) {
                for (int run = 0; run < runs; run++) {
                    session.run(Map.of(TestModels.INPUT, row)).close();
                }
                return Path.of(session.endProfiling());
            }
        }
    }
}
