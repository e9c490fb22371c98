package io.sluicegate.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.soak.ShortSoak;
import io.sluicegate.fraud.Scale;
import io.sluicegate.testing.RunLength;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many deploys, rollbacks and failed loads in a short time. What is counted must be what it was before; memory only may not run
 * away, for in so short a time code is still being compiled and caches fill.
 */
class SoakIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");
    private static final double MOST_MIB = 64;
    private static final int DEPLOYS = RunLength.choose(8, 24);

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingBehindAfterManyDeploys() throws Exception {
        var soak = ShortSoak.run(
                DEPLOYS,
                new Scale(7, 480, 600, 12_000),
                FRAUD,
                folder.resolve("work"),
                new Results(folder.resolve("out")));

        assertThat(soak.deploys()).isEqualTo(DEPLOYS);
        assertThat(soak.failedLoads()).isGreaterThan(2);
        assertThat(soak.before().sessions()).isEqualTo(1);
        // metrics of Kafka Streams are looked for once a minute, so those of RocksDB may not be there yet
        assertThat(soak.notMeasured()).isSubsetOf("RocksDB memory tables, MiB", "RocksDB's cache, MiB");
        assertThat(soak.leaks()).isEmpty();
        assertThat(soak.after().rssMib() - soak.before().rssMib()).isLessThan(MOST_MIB);
        assertThat(folder.resolve("out").resolve("soak.csv")).isNotEmptyFile();
    }
}
