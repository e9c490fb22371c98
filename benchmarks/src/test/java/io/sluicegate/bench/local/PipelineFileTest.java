package io.sluicegate.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldChangePartitionsLatencyAndInstanceOnly() throws Exception {
        var text = Files.readString(FRAUD);

        var changed = Files.writeString(folder.resolve("changed.yaml"), PipelineFile.changed(text, 8, "low"));

        var before = PipelineConfigReader.read(FRAUD, Map.of());
        var config = PipelineConfigReader.read(changed, Map.of(PipelineFile.INSTANCE, "scorer-2"));
        assertThat(config.partitions()).isEqualTo(8);
        assertThat(config.kafka().latency()).isEqualTo(Latency.LOW);
        assertThat(config.service().instance()).isEqualTo("scorer-2");
        assertThat(config.service().threads()).isEqualTo(before.service().threads());
        assertThat(config.features()).isEqualTo(before.features());
        assertThat(config.drift()).isEqualTo(before.drift());
    }
}
