package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.RunLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of the kill tests: at least one fault of each kind, in the middle of a deployment, of a rollback and of the close of a drift
 * window; an instance joins and leaves; the broker and the retraining trigger are killed; and each hardship. Afterwards every promise
 * holds.
 */
class ChaosIT {
    private static final String SEED = "3";
    private static final int KILLS = RunLength.choose(6, 18);

    /** Kept after a failure, for the logs in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void shouldKeepEveryPromiseWhileServicesAndTheBrokerAreKilled() throws Exception {
        var verdict = folder.resolve("verdict.json");
        var errors = new ArrayList<String>();

        var code = SluicegateMain.run(
                errors::add,
                "bench",
                "chaos",
                "--kills",
                Integer.toString(KILLS),
                "--seed",
                SEED,
                "--data",
                folder.resolve("data").toString(),
                "--json",
                verdict.toString());

        assertThat(errors).isEmpty();
        assertThat(code).as(() -> read(verdict)).isZero();
        assertThat(read(verdict))
                .contains(
                        "\"holds\" : true",
                        "the preparation of version",
                        "a rollback",
                        "stream-scorer-3",
                        "retraining-trigger",
                        "\"EVOLVE\"",
                        "\"LAG\"",
                        "\"REPEAT\"",
                        "\"RACE\"",
                        "\"LOSE\"");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no verdict: " + e;
        }
    }
}
