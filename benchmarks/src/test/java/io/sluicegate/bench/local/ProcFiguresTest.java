package io.sluicegate.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFiguresTest {
    private static final String STATUS = """
            Name:\tjava
            VmPeak:\t 4000000 kB
            VmRSS:\t  204800 kB
            Threads:\t42
            """;

    @Test
    void shouldReadWhatLinuxWrites() {
        var stat = "7 (java (odd) name) S 1 7 7 0 -1 4194304 10 20 30 40 150 50 0 0 20 0 42 0 99 1 2";
        var threads = List.of(
                "8 (C2 CompilerThre) S 1 7 7 0 -1 4194304 10 20 30 40 90 10 0 0 20 0 42 0 99 1 2",
                "9 (C1 CompilerThre) S 1 7 7 0 -1 4194304 10 20 30 40 15 5 0 0 20 0 42 0 99 1 2",
                "10 (StreamThread-1) S 1 7 7 0 -1 4194304 10 20 30 40 20 10 0 0 20 0 42 0 99 1 2");

        var figures = ProcFigures.of(STATUS, stat, threads, 17);

        assertThat(figures).isEqualTo(new ProcFigures(204_800, 42, 17, 2_000, 1_200));
        assertThat(figures.workMs()).isEqualTo(800);
    }

    @Test
    void shouldSeeThisProcess() throws Exception {
        var figures = ProcFigures.of(ProcessHandle.current().pid());

        assertThat(figures.rssKib()).isPositive();
        assertThat(figures.threads()).isPositive();
        assertThat(figures.files()).isPositive();
        assertThat(figures.compilingMs()).isBetween(1L, figures.cpuMs());
    }
}
