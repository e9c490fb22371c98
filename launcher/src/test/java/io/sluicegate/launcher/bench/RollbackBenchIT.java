package io.sluicegate.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.rollback.RollbackCommand;
import io.sluicegate.bench.rollback.RollbackSettings;
import io.sluicegate.fraud.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few rollbacks: what the benchmark writes, and that each is clean. How fast they are is not a test's to judge. */
class RollbackBenchIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureRollbacksThatAreCleanOnEveryPartition() throws Exception {
        var out = folder.resolve("out");

        var clean = RollbackCommand.run(
                new RollbackSettings(3, 2, 4, 200, "balanced"),
                FRAUD,
                folder.resolve("work"),
                new Scale(7, 480, 2400, 12_000),
                new Results(out));

        assertThat(clean).isTrue();
        assertThat(Files.readString(out.resolve("rollback.md")))
                .contains("3 rollbacks", "Clean on every partition: yes");
        assertThat(Files.readString(out.resolve("rollback.json")))
                .contains("\"fromAppendMs\":{\"count\":3,", "\"clean\":true");
    }
}
