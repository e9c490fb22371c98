package io.sluicegate.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluicegate.runtime.process.BoundedProcess.End;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long ROOMY = 4L << 30;
    private static final long TIGHT = 160L << 20;

    @Test
    void shouldGiveTheExitCodeAndTheLastOfTheOutput() throws Exception {
        var end = BoundedProcess.run(Child.told("print"), PATIENCE, ROOMY);

        assertThat(end).isInstanceOfSatisfying(End.Exited.class, exited -> {
            assertThat(exited.code()).isZero();
            assertThat(exited.output()).hasSizeLessThan(100_000).endsWith("xthe end" + System.lineSeparator());
        });
    }

    @Test
    void shouldTellASignalByTheExitCode() throws Exception {
        assertThat(BoundedProcess.run(Child.told("kill", "SEGV"), PATIENCE, ROOMY))
                .isInstanceOfSatisfying(
                        End.Exited.class, exited -> assertThat(exited.code()).isGreaterThan(128));
        assertThat(BoundedProcess.run(Child.told("exit", "7"), PATIENCE, ROOMY))
                .isInstanceOfSatisfying(
                        End.Exited.class, exited -> assertThat(exited.code()).isEqualTo(7));
    }

    @Test
    void shouldKillWhatTakesTooLong() throws Exception {
        var before = children();

        assertThat(BoundedProcess.run(Child.told("wait"), Duration.ofSeconds(1), ROOMY))
                .isInstanceOf(End.OutOfTime.class);

        assertThat(children()).isEqualTo(before);
    }

    @Test
    void shouldKillWhatTakesTooMuchMemory() throws Exception {
        assumeTrue(BoundedProcess.limitsMemory(), "needs /proc");

        assertThat(BoundedProcess.run(Child.told("eat"), PATIENCE, TIGHT))
                .isInstanceOfSatisfying(
                        End.OutOfMemory.class, end -> assertThat(end.bytes()).isGreaterThan(TIGHT));
    }

    @Test
    void shouldKillTheProcessWhenTheCallerIsInterrupted() {
        var before = children();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> BoundedProcess.run(Child.told("wait"), PATIENCE, ROOMY))
                .isInstanceOf(InterruptedException.class);

        await().atMost(Duration.ofSeconds(10)).until(() -> children().equals(before));
    }

    @Test
    void shouldNotOutliveAParentThatIsKilled() throws Exception {
        var parent = Child.told("parent").start();
        List<ProcessHandle> orphans = List.of();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> parent.children().findAny().isPresent());
            orphans = parent.children().toList();

            parent.destroyForcibly().waitFor();

            var left = orphans;
            await().atMost(Duration.ofSeconds(10)).until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
            orphans.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void shouldSayThatAProgramIsNotThere() {
        assertThatThrownBy(() -> BoundedProcess.run(new ProcessBuilder("/no/such/program"), PATIENCE, ROOMY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    private static List<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }
}
