package io.sluicegate.scorer.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.process.BoundedProcess.End.Exited;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCrashTest {
    private static final String REPORT = """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f1b2c673f43, pid=4711, tid=4712
            #
            # Problematic frame:
            # C  [libonnxruntime.so+0x673f43]
            #
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldNameTheSignalAndTheFunctionThatTheJvmNames() throws Exception {
        var report = Files.writeString(folder.resolve("abc.crash"), "all of it");

        assertThat(new ProbeCrash(report).cause(new Exited(1, REPORT)))
                .isEqualTo("SIGSEGV, at C [libonnxruntime.so+0x673f43]; see " + report);
    }

    @Test
    void shouldGoByTheExitCodeWhereTheJvmSaysNothing() {
        var crash = new ProbeCrash(folder.resolve("none"));

        assertThat(crash.cause(new Exited(139, ""))).isEqualTo("SIGSEGV");
        assertThat(crash.cause(new Exited(128 + 40, ""))).isEqualTo("signal 40");
        assertThat(crash.cause(new Exited(137, ""))).isEqualTo("SIGKILL, which the system sends when memory is short");
        assertThat(crash.cause(new Exited(3, "terminate called"))).isEqualTo("exit code 3");
    }

    @Test
    void shouldGiveTheLastLineThatSaysSomething() {
        assertThat(ProbeCrash.lastLine("one\n  two\n\n")).isEqualTo("two");
        assertThat(ProbeCrash.lastLine("")).isEqualTo("it said nothing");
    }
}
