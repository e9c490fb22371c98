package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A renamed store or internal topic is lost state: change the golden file only knowingly. */
class DriftTopologyDescriptionTest {
    @Test
    void shouldKeepItsNames(@TempDir Path folder) throws IOException {
        try (var world = new World(folder, 4);
                var golden = getClass().getResourceAsStream("/drift-topology.txt")) {
            var description =
                    new DriftTopology(world.parts()).build().describe().toString();

            assertThat(description)
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
