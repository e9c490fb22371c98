package io.sluicegate.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlStageTest {
    @TempDir
    private Path folder;

    /** On the thread that decides everything, a share that hangs would hold up each ROLLBACK. */
    @Test
    void shouldJudgeALocationByItsNameAndNotByTheDisk() throws IOException {
        var store = Files.createDirectory(folder.resolve("store"));
        var link = Files.createSymbolicLink(store.resolve("way-out"), folder);

        var locations = ControlStage.rules(PipelineConfigReader.read(
                        Path.of("src/test/resources/fraud.yaml"),
                        Map.of("REGISTRY", "mock://none", "STORE", store.toString())))
                .locations();

        assertThat(locations.refusal(link.toString())).isEmpty();
        assertThat(locations.refusal(folder.toString())).isPresent();
    }
}
