package io.sluicegate.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.service.FolderUnwritable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftStageTest {
    @Test
    void shouldNotStartWhileItsFolderCannotBeWritten(@TempDir Path folder) throws IOException {
        var inTheWay = Files.createFile(folder.resolve("data"));
        try (var world = new World(folder, 1);
                var stage = new DriftStage(world.context())) {
            assertThatThrownBy(stage::start)
                    .isInstanceOf(FolderUnwritable.class)
                    .hasMessageContaining("UNWRITABLE: can't write " + inTheWay);
            assertThat(world.meters()
                            .get(Metric.STATE_UNWRITABLE.id())
                            .counter()
                            .count())
                    .isOne();
        }
    }

    @Test
    void shouldKeepStateOfAnotherHorizonInAnotherFolder(@TempDir Path folder) {
        try (var world = new World(folder, 1)) {
            var kept = world.parts().kept();

            assertThat(DriftStage.stateFolder(world.context(), kept))
                    .isNotEqualTo(DriftStage.stateFolder(world.context(), kept.plus(World.HORIZON)));
        }
    }
}
