package io.sluicegate.scorer.execution;

import static io.sluicegate.pipeline.config.ExecutionProvider.CPU;
import static io.sluicegate.pipeline.config.ExecutionProvider.CUDA;
import static io.sluicegate.pipeline.config.ExecutionProvider.TENSORRT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    @Test
    void shouldSayThatItRunsAsAskedFor() {
        var asAsked = new Execution(CUDA, CUDA, 40, 0, Optional.empty());

        assertThat(asAsked.fellBack()).isFalse();
        assertThat(asAsked).hasToString("runs on CUDAExecutionProvider");
        assertThat(Execution.CPU.fellBack()).isFalse();
    }

    @Test
    void shouldSayThatNodesFellBack() {
        var partly = new Execution(CUDA, CUDA, 40, 3, Optional.empty());

        assertThat(partly.fellBack()).isTrue();
        assertThat(partly).hasToString("runs on CUDAExecutionProvider; 3 of its 40 nodes fell back to the CPU");
    }

    @Test
    void shouldSayThatAnotherProviderRunsIt() {
        assertThat(new Execution(CUDA, CPU, 40, 40, Optional.of("cuda: no device")))
                .hasToString("runs on CPUExecutionProvider instead of CUDAExecutionProvider (cuda: no device)");
        assertThat(new Execution(TENSORRT, CUDA, 40, 1, Optional.of("tensorrt: no library")))
                .hasToString(
                        "runs on CUDAExecutionProvider instead of TensorrtExecutionProvider (tensorrt: no library);"
                                + " 1 of its 40 nodes fell back to the CPU");
    }
}
