package io.sluicegate.scorer.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.pipeline.config.EngineWish;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.versions.ModelCheck.Outcome.Sound;
import io.sluicegate.scorer.versions.ModelCheck.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine a version of trees gets; whether that is the faster one is not a test's to judge. */
class ModelCheckTest {
    @TempDir
    Path folder;

    private Bundle bundle;

    @BeforeEach
    void publish() {
        var deployed = new TestBundles(folder).publish(TestBundles.manifest("1"), TestModels.trees(), 0.25);
        bundle = ((Whole) BundleStore.open(deployed.getLocation(), deployed.getBundleDigest())).bundle();
    }

    @Test
    void shouldSayWhyTreesRunAsTheyDo() {
        var sound = load(EngineWish.AUTO, Purpose.SERVE);

        assertThat(sound.engine()).isPresent();
        sound.model().close();
    }

    @Test
    void shouldTryEachNumberOfRowsForAProbeAndChooseNoEngine() {
        var sound = load(EngineWish.AUTO, Purpose.PROBE);

        assertThat(sound.engine()).isEmpty();
        assertThat(sound.model().execution().engine()).isEqualTo(Engine.ONNX_RUNTIME);
        assertThat(sound.batch().words()).contains(" with 1, ").contains(" with 8");
        sound.model().close();
    }

    @Test
    void shouldLeaveTreesToTheRuntimeWhereTheFileSaysSo() {
        var sound = load(EngineWish.ONNXRUNTIME, Purpose.SERVE);

        assertThat(sound.engine()).isEmpty();
        assertThat(sound.model().execution().engine()).isEqualTo(Engine.ONNX_RUNTIME);
        sound.model().close();
    }

    private Sound load(EngineWish engine, Purpose purpose) {
        var settings = new ExecutionSettings(List.of(ExecutionProvider.CPU), true, Map.of(), 1, engine);
        return (Sound) new ModelCheck(8, TestBundles.PATIENT, settings).load(bundle, purpose);
    }
}
