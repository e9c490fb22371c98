package io.sluicegate.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryReportTest {
    private static final Machine MACHINE = new Machine("processor", 2, 4096, "Linux", "17", "4.4.0", 0.5);

    @Test
    void shouldSayWhatWasRestoredAfterEachKill() {
        assertThat(report(false).markdown())
                .contains("Kafka 4.4.0", "stores off", "131072 records of 8192 bytes", "1050 MB on disk")
                .contains("| 1 | 131072 | 41.3 |\n| 2 | 0 | 3.0 |");
    }

    @Test
    void shouldSayThatStoresAreTransactional() {
        assertThat(report(true).markdown()).contains("stores on");
        assertThat(report(true).json()).containsEntry("transactional", true);
    }

    private static RecoveryReport report(boolean transactional) {
        return new RecoveryReport(
                new RecoverySettings(1024, 2, transactional),
                MACHINE,
                63.2,
                1050,
                List.of(new Recovery(131_072, 41.26), new Recovery(0, 3)));
    }
}
