package io.sluicegate.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.bench.soak.SoakBundles;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.launcher.load.LoadCommand;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.testing.RunLength;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Models with unlike signatures take over from one another under traffic. */
@WithCluster
class HotSwapIT {
    private static final int SWAPS = RunLength.choose(6, 100);

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerEachEventOnceWhileModelsOfUnlikeSignaturesTakeOver(TestCluster cluster) throws Exception {
        try (var service = FraudService.whole(folder, cluster.bootstrapServers(), "mock://hot-swap", Map.of())) {
            var first = service.deploy();
            var bundles = new SoakBundles(service.config().model().store(), first);
            var versions = List.of(bundles.columns("columns"), bundles.fours("fours"), first);
            versions.subList(0, 2).forEach(service::register);
            var traffic = service.traffic();
            service.awaitMore(200);
            var sessions = OnnxModel.openSessions();

            for (var swap = 0; swap < SWAPS; swap++) {
                swap(service, versions.get(swap % versions.size()));
            }

            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            assertThat(predictions(cluster, service))
                    .allSatisfy(it -> assertThat(it.getOutcome()).isEqualTo(Outcome.SCORED))
                    .extracting(Prediction::getVersion)
                    .contains("1", "columns", "fours");
            // the version that decides, and the one before it
            assertThat(OnnxModel.openSessions()).isLessThanOrEqualTo(sessions + 1);

            shouldAnswerALoad(service);
        }
    }

    /** What {@code sluicegate load} says of the loop that runs. */
    private void shouldAnswerALoad(FraudService service) throws Exception {
        var kafka = service.config().kafka();
        var pipeline = Files.writeString(
                folder.resolve("load.yaml"),
                Files.readString(folder.resolve("vm.yaml"))
                        .replace("${SLUICEGATE_BOOTSTRAP:-localhost:9092}", kafka.bootstrap())
                        .replace("${SLUICEGATE_REGISTRY:-http://localhost:8081/apis/ccompat/v7}", kafka.registry()));
        var log = folder.resolve("load.hlog");

        var result = load(
                "--pipeline",
                pipeline.toString(),
                "--rate",
                "100",
                "--for",
                "3s",
                "--skew",
                "1",
                "--keys",
                "50",
                "--drift",
                "amount*2@1s",
                "--hdr",
                log.toString(),
                "--output",
                "json");

        assertThat(result.get("sent").asInt()).isBetween(300, 301);
        assertThat(result.get("answered")).isEqualTo(result.get("sent"));
        assertThat(result.get("lost").asInt()).isZero();
        assertThat(result.get("doubled").asInt()).isZero();
        assertThat(result.at("/latencyMs/p99").asDouble()).isPositive();
        try (var reader = new HistogramLogReader(log.toFile())) {
            assertThat(reader.nextIntervalHistogram()).isNotNull();
        }
    }

    private static JsonNode load(String... arguments) throws Exception {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            var code = new CommandLine(new LoadCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(arguments);
            assertThat(code).as(printed.toString(UTF_8)).isZero();
        } finally {
            System.setOut(before);
        }
        var lines = printed.toString(UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"seconds\""))
                .toList();
        assertThat(lines).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0));
    }

    private static void swap(FraudService service, PublishedVersion version) throws Exception {
        service.redeploy(version);
        service.await(facts -> facts.primary().filter(version.version()::equals).isPresent());
        service.awaitMore(50);
    }

    private static List<Prediction> predictions(TestCluster cluster, FraudService service) {
        var serde = service.clients().serdes().specific(Prediction.class);
        return cluster.readAll(Topics.of("fraud").predictions(), serde.deserializer()).stream()
                .map(record -> record.value())
                .toList();
    }
}
