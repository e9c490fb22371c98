package io.sluicegate.scorer.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.sluicegate.runtime.process.JavaCommand;
import io.sluicegate.scorer.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeEnvironmentTest {
    private static final int LOADED = 7;
    private static final int LOADS = 300;
    private static final long PATIENCE_S = 60;

    @Test
    void shouldLoadModelsUntilTheProcessIsGone(@TempDir Path folder) throws IOException, InterruptedException {
        var log = folder.resolve("child.log");
        var child = new ProcessBuilder(JavaCommand.line(List.of(), List.of(LoadsWhileStopping.class.getName())))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        try {
            assertThat(child.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
            assertThat(child.exitValue()).as(Files.readString(log)).isEqualTo(LOADED);
        } finally {
            child.destroyForcibly();
        }
    }

    /** A process that loads models while ONNX Runtime's own shutdown hook runs. */
    static final class LoadsWhileStopping {
        private LoadsWhileStopping() {}

        public static void main(String[] args) throws OrtException {
            load();
            Runtime.getRuntime().addShutdownHook(new Thread(LoadsWhileStopping::loadAll));
            System.exit(0);
        }

        private static void loadAll() {
            try {
                for (var load = 0; load < LOADS; load++) {
                    load();
                }
                Runtime.getRuntime().halt(LOADED);
            } catch (OrtException e) {
                e.printStackTrace();
            }
        }

        private static void load() throws OrtException {
            try (var options = SessionPlan.CPU.options()) {
                OrtEnvironment.getEnvironment()
                        .createSession(TestModels.linear(0), options)
                        .close();
            }
        }
    }
}
