package io.sluicegate.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

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

        var figures = ProcFigures.of(STATUS, stat, 17);

        assertThat(figures).isEqualTo(new ProcFigures(204_800, 42, 17, 2_000));
    }

    @Test
    void shouldSeeThisProcess() throws Exception {
        var figures = ProcFigures.of(ProcessHandle.current().pid());

        assertThat(figures.rssKib()).isPositive();
        assertThat(figures.threads()).isPositive();
        assertThat(figures.files()).isPositive();
    }
}
