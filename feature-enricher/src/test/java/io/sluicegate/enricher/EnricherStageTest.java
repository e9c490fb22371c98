package io.sluicegate.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.service.FolderUnwritable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnricherStageTest {
    @Test
    void shouldNotStartWhileItsFolderCannotBeWritten(@TempDir Path data) throws IOException {
        var inTheWay = Files.createFile(data.resolve("state"));
        try (var pipeline = new TestPipeline("127.0.0.1:1", "mock://walled", data);
                var stage = new EnricherStage(pipeline.context())) {
            assertThatThrownBy(stage::start)
                    .isInstanceOf(FolderUnwritable.class)
                    .hasMessageContaining("UNWRITABLE: can't write " + inTheWay)
                    .hasMessageContaining("make service.data writable");
            assertThat(pipeline.meters
                            .get(Metric.STATE_UNWRITABLE.id())
                            .counter()
                            .count())
                    .isOne();
        }
    }
}
