package io.sluicegate.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.runtime.command.CommandFailed;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeersCommandTest {
    private static PeersSettings settings(String... arguments) {
        var command = new PeersCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.settings();
    }

    @Test
    void shouldMeasureEverythingInThreeRounds() {
        assertThat(settings())
                .isEqualTo(new PeersSettings(
                        3,
                        List.of(ModelKind.SMALL, ModelKind.FFNN, ModelKind.FOREST),
                        List.of(Contender.values()),
                        List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE),
                        List.of(1, 2),
                        200_000,
                        20,
                        15,
                        100));
    }

    @Test
    void shouldSpendNoRoundOnSpeedsIfQuick() {
        var quick = settings("--quick");

        assertThat(quick.seconds()).isZero();
        assertThat(quick.rounds()).isOne();
        assertThat(quick.threads()).containsExactly(1);
        assertThat(quick.contenders()).containsExactly(Contender.values());
    }

    @Test
    void shouldMeasureWhatIsAskedForAlone() {
        var some = settings(
                "--subjects", "sluicegate,flink-batched", "--models", "forest", "--guarantees", "exactly-once");

        assertThat(some.contenders()).containsExactly(Contender.SLUICEGATE, Contender.FLINK_BATCHED);
        assertThat(some.models()).containsExactly(ModelKind.FOREST);
        assertThat(some.guarantees()).containsExactly(Guarantee.EXACTLY_ONCE);
    }

    @Test
    void shouldNameTheSubjectsIfOneIsUnknown() {
        assertThatThrownBy(() -> settings("--subjects", "storm"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--subjects is storm")
                .hasMessageContaining("flink-batched, spark, jet");
    }
}
