package io.sluicegate.scorer.execution;

import static io.sluicegate.pipeline.config.ExecutionProvider.CPU;
import static io.sluicegate.pipeline.config.ExecutionProvider.CUDA;
import static io.sluicegate.pipeline.config.ExecutionProvider.TENSORRT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.scorer.execution.ProviderChoice.Chosen;
import io.sluicegate.scorer.execution.ProviderChoice.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {
    private static final ExecutionSettings ANY = TestProviders.of(true, TENSORRT, CUDA, CPU);
    private static final ExecutionSettings FIRST = TestProviders.of(false, TENSORRT, CUDA, CPU);
    private static final Set<ExecutionProvider> ALL = EnumSet.of(TENSORRT, CUDA, CPU);

    @Test
    void shouldChooseTheFirstAndLetTheOthersRunWhatItCannot() {
        var expected = new Chosen(List.of(TENSORRT, CUDA, CPU), Optional.empty());

        assertThat(ProviderChoice.of(ANY, ALL, Map.of())).isEqualTo(expected);
        assertThat(ProviderChoice.of(FIRST, ALL, Map.of())).isEqualTo(expected);
    }

    @Test
    void shouldLeaveOutAProviderThatIsNotHereBehindTheFirst() {
        assertThat(ProviderChoice.of(FIRST, EnumSet.of(TENSORRT, CPU), Map.of()))
                .isEqualTo(new Chosen(List.of(TENSORRT, CPU), Optional.empty()));
    }

    @Test
    void shouldFallBackToTheNextThatIsHereAndSayWhy() {
        assertThat(ProviderChoice.of(ANY, EnumSet.of(CUDA, CPU), Map.of()))
                .isEqualTo(new Chosen(List.of(CUDA, CPU), Optional.of("tensorrt: ONNX Runtime here doesn't have it")));
        assertThat(ProviderChoice.of(ANY, EnumSet.of(CPU), Map.of()))
                .isEqualTo(new Chosen(
                        List.of(CPU),
                        Optional.of("tensorrt: ONNX Runtime here doesn't have it; cuda: ONNX Runtime here doesn't have"
                                + " it")));
    }

    @Test
    void shouldFallBackFromOneThatFailedAndSayWhy() {
        assertThat(ProviderChoice.of(ANY, ALL, Map.of(TENSORRT, "no library", CUDA, "no device")))
                .isEqualTo(new Chosen(List.of(CPU), Optional.of("tensorrt: no library; cuda: no device")));
    }

    @Test
    void shouldRefuseInsteadOfFallingBackWhereThatIsNotAllowed() {
        assertThat(ProviderChoice.of(FIRST, ALL, Map.of(TENSORRT, "no library")))
                .isEqualTo(new Refused(
                        "tensorrt: no library",
                        "tensorrt, the first of model.providers, can't run the model here, and model.provider-fallback is"
                                + " false: tensorrt: no library; ONNX Runtime here has tensorrt, cuda, cpu: give the"
                                + " process what is missing, name another provider, or set model.provider-fallback to"
                                + " true"));
        assertThat(ProviderChoice.of(FIRST, EnumSet.of(CUDA, CPU), Map.of())).isInstanceOf(Refused.class);
    }

    @Test
    void shouldRefuseWhereNoneOfTheListCanRunIt() {
        assertThat(ProviderChoice.of(
                        TestProviders.of(true, TENSORRT, CUDA), EnumSet.of(CUDA, CPU), Map.of(CUDA, "no device")))
                .isEqualTo(new Refused(
                        "tensorrt: ONNX Runtime here doesn't have it; cuda: no device",
                        "none of model.providers (tensorrt, cuda) can run the model here: tensorrt: ONNX Runtime here"
                                + " doesn't have it; cuda: no device; ONNX Runtime here has cuda, cpu: give the process what"
                                + " is missing, name another provider"));
    }

    @Test
    void shouldTakeTheCpuWhereItAloneIsAskedFor() {
        assertThat(ProviderChoice.of(ExecutionSettings.CPU, ALL, Map.of()))
                .isEqualTo(new Chosen(List.of(CPU), Optional.empty()));
    }
}
