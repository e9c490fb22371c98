package io.sluicegate.scorer.versions;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ModelSettings.Isolation;
import io.sluicegate.pipeline.config.ModelSettings.Loading;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.process.BoundedProcess;
import io.sluicegate.scorer.BadModels;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are loaded in a child process first, next to one that goes on scoring. */
class VersionProbeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ROOMY = 2L << 30;
    private static final double SCORE = 1_321;

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = new PipelineMetrics(meters, "fraud");
    private TestBundles bundles;
    private DeployedVersion inForce;
    private ModelHolder holder;
    private Runner runner;
    private int sessions;

    @BeforeEach
    void serve() throws Exception {
        sessions = OnnxModel.openSessions();
        bundles = new TestBundles(folder.resolve("store"));
        inForce = bundles.linear(1);
        start(Isolation.UNAPPROVED, PATIENCE, ROOMY);
    }

    /** Starts a holder with a version that decides, and so isn't probed. */
    private void start(Isolation isolation, Duration timeout, long memory) throws Exception {
        close();
        holder = new ModelHolder(
                loader().after(probe(isolation, timeout, memory)), metrics, Duration.ofSeconds(1), timeout);
        holder.accept(TestDeployments.revision(1).primary(inForce).view());
        var serving = holder.await(Serving::isReady, PATIENCE).orElseThrow();
        runner = serving.loaded(inForce).model().runner(1);
    }

    private VersionLoader loader() {
        return new VersionLoader(
                TestBundles.MODEL,
                TestBundles.FEATURE_SET,
                32,
                TestBundles.PATIENT,
                folder.resolve("marks"),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE);
    }

    private VersionProbe probe(Isolation isolation, Duration timeout, long memory) {
        return new VersionProbe(
                new Loading(isolation, timeout, memory),
                Path.of("/"),
                32,
                TestBundles.PATIENT,
                folder.resolve("marks"),
                metrics,
                ExecutionSettings.CPU);
    }

    @AfterEach
    void close() {
        if (holder != null) {
            holder.close();
            assertThat(OnnxModel.openSessions()).isEqualTo(sessions);
        }
    }

    @Test
    void shouldLoadWhatTheChildHasLoaded() throws Exception {
        assertThat(state(bundles.linear(2))).isEqualTo(LoadState.READY);
        assertThat(probes("READY")).isEqualTo(1);
        assertThat(folder.resolve("marks")).isEmptyDirectory();
    }

    @Test
    void shouldSurviveAModelThatCrashesItsProcess() throws Exception {
        assertThat(errorOf(bundles.publish(TestBundles.manifest("2"), BadModels.deadly(), 0)))
                .startsWith("CRASHED: a child process that loaded the version crashed (SIG")
                .contains("register a new version");
        assertThat(probes("CRASHED")).isEqualTo(1);
    }

    @Test
    void shouldSurviveAModelThatNeverAnswers() throws Exception {
        start(Isolation.UNAPPROVED, Duration.ofSeconds(4), ROOMY);

        assertThat(errorOf(bundles.publish(TestBundles.manifest("2"), BadModels.endless(), 0)))
                .startsWith("LOAD_TIMEOUT: a child process didn't load the version within 4000 ms: ")
                .contains("raise model.load-timeout");
    }

    @Test
    void shouldSurviveAModelThatEatsMemory() throws Exception {
        assumeTrue(BoundedProcess.limitsMemory(), "needs /proc");
        start(Isolation.UNAPPROVED, PATIENCE, 400L << 20);

        assertThat(errorOf(bundles.publish(TestBundles.manifest("2"), BadModels.hungry(1_500), 0)))
                .matches(
                        "LOAD_MEMORY: a child process that loaded the version took \\d{3,4} MiB of memory, the limit is"
                                + " 400 MiB: use a smaller model, or raise model.load-memory");
    }

    @Test
    void shouldPassOnWhatTheChildFinds() throws Exception {
        assertThat(errorOf(bundles.publish(TestBundles.manifest("2"), TestModels.linear(0), 999)))
                .startsWith("GOLDEN_MISMATCH: golden vector 0 must score 999.0");
        assertThat(probes("GOLDEN_MISMATCH")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAModelThatKeepsWeightsOutsideItsBundle() throws Exception {
        Files.write(folder.resolve("store/weights.bin"), new byte[12]);
        var model = new OnnxMaker()
                .input(TestModels.INPUT, FLOAT32, ANY, 3)
                .externalWeights("w", "../../weights.bin", 3, 1)
                .node("MatMul", List.of(TestModels.INPUT, "w"), List.of(TestModels.SCORE))
                .output(TestModels.SCORE, FLOAT32, ANY, 1)
                .make();

        assertThat(errorOf(bundles.publish(TestBundles.manifest("2"), model, 0)))
                .startsWith("EXTERNAL_DATA: ")
                .contains("'../../weights.bin' is a path that leads out of the model's folder");
    }

    @Test
    void shouldStartNoChildForABundleThatIsNotThere() throws Exception {
        assertThat(errorOf(new DeployedVersion("2", folder.resolve("nowhere").toString(), "abc")))
                .startsWith("ABSENT: ");
        assertThat(meters.find(Metric.SCORER_PROBE.id()).timers()).isEmpty();
    }

    @Test
    void shouldProbeNeitherWhatIsApprovedNorWhatHasDecided() throws Exception {
        start(Isolation.UNAPPROVED, Duration.ofMillis(1), ROOMY);
        var two = bundles.linear(2);

        holder.accept(TestDeployments.revision(2)
                .primary(inForce)
                .preparing(two)
                .approved(two)
                .view());

        await().atMost(PATIENCE).until(() -> settled(two));
        assertThat(status(two).getState()).isEqualTo(LoadState.READY);
    }

    @Test
    void shouldProbeWhatIsApprovedWhereThatIsAskedFor() throws Exception {
        start(Isolation.PROBE, Duration.ofMillis(1), ROOMY);
        var two = bundles.linear(2);

        holder.accept(TestDeployments.revision(2)
                .primary(inForce)
                .preparing(two)
                .approved(two)
                .view());

        await().atMost(PATIENCE).until(() -> settled(two));
        assertThat(status(two).getError()).startsWith("LOAD_TIMEOUT: ");
    }

    @Test
    void shouldProbeNothingWhereThatIsOff() throws Exception {
        start(Isolation.NONE, Duration.ofMillis(1), ROOMY);

        assertThat(state(bundles.linear(2))).isEqualTo(LoadState.READY);
    }

    @Test
    void shouldSayThatNoChildCouldBeStarted() throws Exception {
        var java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho no JVM today\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        var home = System.setProperty("java.home", folder.resolve("java").toString());
        try {
            assertThat(probe(Isolation.PROBE, PATIENCE, ROOMY).refusal(bundles.linear(2)))
                    .hasValueSatisfying(error -> {
                        assertThat(error.code()).isEqualTo(LoadError.Code.UNPROBED);
                        assertThat(error.text())
                                .contains("its JVM ended with code 1: no JVM today", "set model.isolation to none");
                    });
        } finally {
            System.setProperty("java.home", home);
        }
    }

    @Test
    void shouldLeaveNoProcessAndNoFileBehindWhenTheScorerStops() throws Exception {
        var endless = bundles.publish(TestBundles.manifest("2"), BadModels.endless(), 0);
        var before = temporary();
        holder.accept(
                TestDeployments.revision(2).primary(inForce).preparing(endless).view());
        await().atMost(PATIENCE)
                .until(() -> ProcessHandle.current().children().findAny().isPresent());

        holder.close();

        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(temporary()).isEqualTo(before);
    }

    private static List<Path> temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("sluicegate-probe-"))
                    .sorted()
                    .toList();
        }
    }

    private String errorOf(DeployedVersion version) throws Exception {
        assertThat(state(version)).isEqualTo(LoadState.FAILED);
        return status(version).getError();
    }

    /** The state of a version that was prepared while the version in force went on scoring. */
    private LoadState state(DeployedVersion version) throws Exception {
        holder.accept(
                TestDeployments.revision(2).primary(inForce).preparing(version).view());
        scoreUntil(() -> settled(version));
        assertThat(holder.serving().isReady()).isTrue();
        return status(version).getState();
    }

    private void scoreUntil(BooleanSupplier done) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            runner.begin().get(0).putDoubles(new double[] {1, 22, 1}, 0, 3);
            assertThat(runner.run(1).score(0)).isEqualTo(SCORE);
        } while (!done.getAsBoolean() && System.nanoTime() < deadline);
    }

    private boolean settled(DeployedVersion version) {
        return status(version).getState() != LoadState.PREPARING;
    }

    private VersionStatus status(DeployedVersion version) {
        return holder.statuses().stream()
                .filter(status -> status.getVersion().equals(version.getVersion()))
                .findFirst()
                .orElseThrow();
    }

    private long probes(String result) {
        return meters.find(Metric.SCORER_PROBE.id()).tag("result", result).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }
}
