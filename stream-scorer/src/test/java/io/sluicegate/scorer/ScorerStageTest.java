package io.sluicegate.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.StageContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage before it starts, without Kafka. */
class ScorerStageTest {
    @TempDir
    Path folder;

    @Test
    void shouldAnswerOverHttpOnlyWhereThatIsEnabled() throws Exception {
        var enabled = new EndpointSettings(true, Optional.empty(), 1 << 20, 4, Duration.ofSeconds(5), 1);

        assertThat(live(EndpointSettings.off())).isEqualTo(404);
        assertThat(live(enabled)).isEqualTo(200);
    }

    private int live(EndpointSettings endpoint) throws Exception {
        var context = new TestPipeline("localhost:9", "mock://stage", folder).context();
        try (var clients = context.clients();
                var stage = new ScorerStage(
                        new StageContext(with(context.config(), endpoint), context.metrics(), clients));
                var server = HttpServer.start("127.0.0.1", 0, MeterRegistries.prometheus(), Map::of, stage::routes)) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/v2/health/live"));
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static PipelineConfig with(PipelineConfig of, EndpointSettings endpoint) {
        return new PipelineConfig(
                of.pipeline(),
                of.partitions(),
                of.kafka(),
                of.service(),
                of.events(),
                of.features(),
                of.model(),
                of.drift(),
                of.policies(),
                endpoint);
    }
}
