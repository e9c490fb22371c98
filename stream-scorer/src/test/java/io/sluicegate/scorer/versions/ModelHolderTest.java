package io.sluicegate.scorer.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.execution.TestProviders;
import io.sluicegate.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelHolderTest {
    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = new PipelineMetrics(meters, "fraud");
    private TestBundles bundles;
    private ModelHolder holder;

    @BeforeEach
    void open() {
        bundles = new TestBundles(folder);
        holder = holder(TestBundles.FEATURE_SET);
    }

    @AfterEach
    void close() {
        holder.close();
    }

    @Test
    void shouldServeNothingBeforeADeployment() {
        assertThat(holder.serving().isReady()).isFalse();
        assertThat(holder.serving().revision()).isZero();
    }

    @Test
    void shouldLoadWhatTheDeploymentNames() {
        holder.accept(deployments(1)
                .primary(bundles.linear(1))
                .preparing(bundles.linear(2))
                .view());

        awaitAllSettled();
        assertThat(holder.statuses())
                .extracting(VersionStatus::getVersion, VersionStatus::getState, VersionStatus::getActualProvider)
                .containsExactly(
                        tuple("1", LoadState.READY, "CPUExecutionProvider"),
                        tuple("2", LoadState.READY, "CPUExecutionProvider"));
        assertThat(holder.serving().isReady()).isTrue();
    }

    @Test
    void shouldRollBackWithoutALoad() {
        var one = bundles.linear(1);
        var two = bundles.linear(2);
        holder.accept(deployments(1).primary(one).preparing(two).view());
        awaitAllSettled();
        holder.accept(deployments(2).primary(two).previous(one).view());
        var loads = loads();

        holder.accept(deployments(3).primary(one).previous(two).view());

        assertThat(holder.serving().isReady()).isTrue();
        assertThat(holder.serving().revision()).isEqualTo(3);
        assertThat(loads()).isEqualTo(loads);
    }

    @Test
    void shouldUnloadWhatNoRevisionNamesOnceNoThreadUsesIt() {
        var one = bundles.linear(1);
        holder.accept(deployments(1).primary(one).view());
        awaitAllSettled();
        var old = holder.serving();
        var loaded = old.loaded(one);
        assertThat(old.acquire()).isTrue();

        holder.accept(deployments(2).primary(bundles.linear(2)).view());

        assertThat(loaded.isClosed()).isFalse();
        old.release();
        assertThat(loaded.isClosed()).isTrue();
        assertThat(old.acquire()).isFalse();
    }

    @Test
    void shouldIgnoreALowerRevision() {
        holder.accept(deployments(5).primary(bundles.linear(1)).view());

        holder.accept(deployments(4).primary(bundles.linear(2)).view());

        assertThat(holder.serving().revision()).isEqualTo(5);
    }

    @Test
    void shouldWaitForADecidingVersionBounded() {
        assertThat(holder.await(Serving::isReady, Duration.ofMillis(20))).isEmpty();

        holder.accept(deployments(1).primary(bundles.linear(1)).view());

        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(20))).isPresent();
    }

    @Test
    void shouldSayThatABundleIsAbsent() {
        var gone = new DeployedVersion("9", folder.resolve("nowhere").toString(), "abc");

        assertThat(errorOf(gone)).startsWith("ABSENT: there is no folder");
    }

    @Test
    void shouldSayThatADigestIsWrong() {
        var one = bundles.linear(1);

        assertThat(errorOf(new DeployedVersion("1", one.getLocation(), "abc"))).startsWith("WRONG_DIGEST: ");
    }

    @Test
    void shouldSayThatABundleIsOfAnotherVersion() {
        var one = bundles.linear(1);

        assertThat(errorOf(new DeployedVersion("7", one.getLocation(), one.getBundleDigest())))
                .startsWith("MISLABELLED: ");
    }

    @Test
    void shouldSayThatGoldenVectorsDoNotMatch() {
        var other = bundles.publish(TestBundles.manifest("1"), TestModels.linear(1_000), 999);

        assertThat(errorOf(other)).startsWith("GOLDEN_MISMATCH: golden vector 0 must score 999.0");
    }

    @Test
    void shouldSayWhichInputsAreMissing() {
        holder.close();
        holder = holder(new FeatureSet(TestBundles.FEATURE_SET.features().subList(0, 1)));

        assertThat(errorOf(bundles.linear(1)))
                .startsWith("MISSING_INPUT: ")
                .contains("'count'")
                .contains("'abroad'");
    }

    @Test
    void shouldRefuseToPrepareWhatWasTrainedOnOtherDefinitionsThanThePipelines() {
        var features = new ArrayList<>(TestBundles.FEATURE_SET.features());
        features.set(0, new FeatureDefinition("amount", Type.DOUBLE, new Field("net", false)));
        var other =
                bundles.publish(TestBundles.manifest("2", new FeatureSet(features)), TestModels.linear(2_000), 2_000);

        holder.accept(deployments(1).primary(bundles.linear(1)).preparing(other).view());

        awaitAllSettled();
        assertThat(holder.statuses().get(1).getError())
                .startsWith("DEFINITION_MISMATCH: feature 'amount' was {\"field\":\"net\"")
                .contains("here it is {\"field\":\"amount\"", "or set model.definitions to flag");
        assertThat(holder.serving().isReady()).isTrue();
    }

    @Test
    void shouldLoadWhatHasDecidedBeforeWhateverThePipelinesDefinitionsAreNow() {
        var features = new ArrayList<>(TestBundles.FEATURE_SET.features());
        features.set(0, new FeatureDefinition("amount", Type.DOUBLE, new Field("net", false)));
        var primary =
                bundles.publish(TestBundles.manifest("1", new FeatureSet(features)), TestModels.linear(1_000), 1_000);

        holder.accept(deployments(1).primary(primary).view());

        awaitAllSettled();
        assertThat(holder.serving().isReady()).isTrue();
    }

    /** What has decided stays loaded, and would reject each row of today if it decided again. */
    @Test
    void shouldSayThatARollbackWouldGoToAVersionOfOtherDefinitions() {
        var features = new ArrayList<>(TestBundles.FEATURE_SET.features());
        features.set(0, new FeatureDefinition("amount", Type.DOUBLE, new Field("net", false)));
        var before =
                bundles.publish(TestBundles.manifest("1", new FeatureSet(features)), TestModels.linear(1_000), 1_000);
        holder.accept(deployments(1).primary(before).view());
        awaitAllSettled();
        assertThat(holder.statuses().get(0).getState()).isEqualTo(LoadState.READY);

        holder.accept(deployments(2).primary(bundles.linear(2)).previous(before).view());
        awaitAllSettled();

        assertThat(holder.statuses())
                .filteredOn(status -> status.getVersion().equals("1"))
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.getState()).isEqualTo(LoadState.FAILED);
                    assertThat(status.getError()).startsWith("DEFINITION_MISMATCH: feature 'amount' was");
                });
        assertThat(holder.previousNotReady()).isPresent();
        assertThat(holder.serving().isReady()).isTrue();
    }

    @Test
    void shouldSayThatAModelIsBad() {
        var manifest = TestBundles.manifest("1", Output.score("other", 0, OptionalDouble.empty()));

        assertThat(errorOf(bundles.publish(manifest, TestModels.linear(0), 0))).startsWith("BAD_MODEL: ");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void shouldNameAnErrorOfTheLoaderAndTryAgain(Error error) {
        var loads = new AtomicInteger();
        failing(error, loads);

        assertThat(errorOf(new DeployedVersion("1", "here", "abc")))
                .startsWith("LOADER_FAILED: the loader failed (" + error)
                .contains("give the process");
        await().atMost(Duration.ofSeconds(20)).until(() -> loads.get() >= 3);
    }

    static List<Error> errors() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new UnsatisfiedLinkError("no onnxruntime"),
                new NoClassDefFoundError("ai/onnxruntime/OrtSession"),
                new StackOverflowError());
    }

    @Test
    void shouldTryAgainAlthoughAListenerFails() {
        var loads = new AtomicInteger();
        failing(new OutOfMemoryError("Java heap space"), loads);
        holder.accept(deployments(1).primary(bundles.linear(1)).view());
        holder.onChange(() -> {
            throw new AssertionError("of a listener");
        });

        await().atMost(Duration.ofSeconds(20)).until(() -> loads.get() >= 3);
    }

    @Test
    void shouldLoadOthersWhileALoadNeverEnds() {
        holder.close();
        holder = new ModelHolder(neverEnding("9"), metrics, Duration.ofMillis(300), Duration.ofMillis(50));

        holder.accept(deployments(1)
                .primary(bundles.linear(1))
                .preparing(bundles.linear(9))
                .shadow(bundles.linear(2), 10_000)
                .view());

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(stateOf(holder, "1")).isEqualTo(LoadState.READY);
            assertThat(stateOf(holder, "2")).isEqualTo(LoadState.READY);
        });
        assertThat(stateOf(holder, "9")).isEqualTo(LoadState.PREPARING);
    }

    private Loader neverEnding(String version) {
        var real = loader(TestBundles.FEATURE_SET, TestBundles.PATIENT);
        return new Loader() {
            @Override
            public Loading load(DeployedVersion asked, Trust trust) {
                try {
                    new CountDownLatch(asked.getVersion().equals(version) ? 1 : 0).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // native code would go on
                }
                return real.load(asked, trust);
            }

            @Override
            public void end() {
                real.end();
            }
        };
    }

    private void failing(Error error, AtomicInteger loads) {
        holder.close();
        holder = new ModelHolder(
                new Loader() {
                    @Override
                    public Loading load(DeployedVersion version, Trust trust) {
                        loads.incrementAndGet();
                        throw error;
                    }

                    @Override
                    public void end() {}
                },
                metrics,
                Duration.ofMillis(10),
                Duration.ofMinutes(1));
    }

    @Test
    void shouldRefuseToPrepareWhatIsTooSlowForATransaction() {
        limit(Duration.ofMillis(20));
        var slow = bundles.publish(TestBundles.manifest("2"), TestModels.looping(0, 400, 0), 0);

        holder.accept(deployments(1).primary(bundles.linear(1)).preparing(slow).view());

        awaitAllSettled();
        assertThat(holder.statuses().get(1).getError())
                .matches("TOO_SLOW: a call with 1 row takes \\d+ ms, but the limit is 20 ms, half of a.timeout: .*")
                .contains("use a smaller model, or raise that property under kafka.properties");
        assertThat(holder.serving().isReady()).isTrue();
    }

    @Test
    void shouldMakeCallsOfFewerRowsWhereManyAreTooSlow() {
        limit(Duration.ofMillis(150));
        var slow = bundles.publish(TestBundles.manifest("2"), TestModels.looping(0, 60, 0), 0);

        holder.accept(deployments(1).primary(slow).view());

        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(60))).isPresent();
        assertThat(holder.serving().batch()).isLessThan(32);
    }

    @Test
    void shouldLoadWhatHasDecidedBeforeHoweverSlowItIs() {
        limit(Duration.ofMillis(20));

        holder.accept(deployments(1)
                .primary(bundles.publish(TestBundles.manifest("1"), TestModels.looping(0, 400, 0), 0))
                .view());

        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(60))).isPresent();
    }

    private void limit(Duration longest) {
        holder.close();
        holder = holder(TestBundles.FEATURE_SET, new CallLimit(longest, "a.timeout"));
    }

    @Test
    void shouldRefuseToPrepareWhatKilledTheProcessBefore() throws IOException {
        var one = bundles.linear(1);
        var two = bundles.linear(2);
        var mark = folder.resolve("marks").resolve(two.getBundleDigest() + ".loading");
        Files.createDirectories(mark.getParent());
        Files.createFile(mark);

        holder.accept(deployments(1).primary(one).preparing(two).view());

        awaitAllSettled();
        assertThat(holder.statuses().get(1).getError())
                .startsWith("KILLED_PROCESS: ")
                .contains(mark.toString());
        assertThat(holder.serving().isReady()).isTrue();
    }

    @Test
    void shouldRefuseAfterTheRestartWhatARealProcessDiedOf() throws Exception {
        var one = bundles.linear(1);
        var deadly = bundles.slow(2);
        var marks = folder.resolve("marks");
        var process = LoadingProcess.start(marks, deadly);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> Files.exists(marks.resolve(deadly.getBundleDigest() + ".loading")));
        } finally {
            process.destroyForcibly().waitFor();
        }

        holder.accept(deployments(1).primary(one).preparing(deadly).view());

        awaitAllSettled();
        assertThat(holder.statuses().get(1).getError()).startsWith("KILLED_PROCESS: ");
        assertThat(holder.serving().isReady()).isTrue();
    }

    @Test
    void shouldLoadWhatHasDecidedBeforeEvenIfTheProcessWasKilledMeanwhile() throws IOException {
        var one = bundles.linear(1);
        Files.createDirectories(folder.resolve("marks"));
        Files.createFile(folder.resolve("marks").resolve(one.getBundleDigest() + ".loading"));

        holder.accept(deployments(1).primary(one).view());

        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(20))).isPresent();
    }

    @Test
    void shouldLeaveNoMarkBehind() throws IOException {
        holder.accept(deployments(1).primary(bundles.linear(1)).view());
        awaitAllSettled();

        try (var marks = Files.list(folder.resolve("marks"))) {
            assertThat(marks).isEmpty();
        }
    }

    @Test
    void shouldNotBlameAVersionForAnOrderlyStop() {
        var slow = bundles.slow(1);
        var mark = folder.resolve("marks").resolve(slow.getBundleDigest() + ".loading");
        holder.accept(deployments(1).preparing(slow).view());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(mark));

        Thread.currentThread().interrupt();
        holder.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mark).doesNotExist();
    }

    @Test
    void shouldTryAgainWhatFailed() throws IOException {
        var one = bundles.linear(1);
        var elsewhere = Path.of(one.getLocation()).resolveSibling("elsewhere");
        Files.move(Path.of(one.getLocation()), elsewhere);
        holder.accept(deployments(1).primary(one).view());
        awaitAllSettled();
        assertThat(holder.serving().isReady()).isFalse();

        Files.move(elsewhere, Path.of(one.getLocation()));

        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(30))).isPresent();
    }

    @Test
    void shouldReadNothingOutsideTheStore() {
        var elsewhere = new VersionLoader(
                TestBundles.MODEL,
                TestBundles.FEATURE_SET,
                32,
                TestBundles.PATIENT,
                folder.resolve("marks"),
                OtherDefinitions.REFUSE,
                new StoreConfines(folder.resolve("another-store")));

        var loading = elsewhere.load(bundles.linear(1), Trust.NONE);

        assertThat(loading).isInstanceOfSatisfying(Loading.Failed.class, failed -> assertThat(failed.error())
                .hasToString("OUTSIDE_STORE: " + failed.error().text())
                .asString()
                .contains("outside the model store"));
    }

    @Test
    void shouldSayWhatRunsAVersionThatFellBackAsLongAsItIsLoaded() {
        var absent = TestProviders.absent();
        try (var fallen = holder(TestProviders.of(true, absent, ExecutionProvider.CPU))) {
            fallen.accept(deployments(1).primary(bundles.linear(1)).view());
            awaitAllSettled(fallen);

            assertThat(fallen.statuses()).singleElement().satisfies(status -> {
                assertThat(status.getState()).isEqualTo(LoadState.READY);
                assertThat(status.getRequestedProvider()).isEqualTo(absent.runtimeName());
                assertThat(status.getActualProvider()).isEqualTo("CPUExecutionProvider");
                assertThat(status.getNodes()).isPositive().isEqualTo(status.getCpuNodes());
                assertThat(status.getFallbackReason()).startsWith(absent.key() + ": ");
            });
            assertThat(fallen.fallbacks())
                    .singleElement()
                    .asString()
                    .startsWith("version 1 runs on CPUExecutionProvider instead of " + absent.runtimeName());
            assertThat(provider("1", absent.runtimeName())).isEqualTo(1);
            assertThat(cpuNodes("1")).isPositive();

            fallen.accept(deployments(2).primary(bundles.linear(2)).view());

            assertThat(provider("1", absent.runtimeName())).isZero();
            assertThat(cpuNodes("1")).isZero();
        }
    }

    @Test
    void shouldSayNothingOfAVersionThatRunsAsAskedFor() {
        holder.accept(deployments(1).primary(bundles.linear(1)).view());
        awaitAllSettled();

        assertThat(holder.fallbacks()).isEmpty();
        assertThat(holder.statuses()).extracting(VersionStatus::getEngine).containsExactly("onnxruntime");
        assertThat(provider("1", "CPUExecutionProvider")).isEqualTo(1);
        assertThat(cpuNodes("1")).isZero();
    }

    @Test
    void shouldRefuseAVersionThatNoWantedProviderCanRun() {
        var absent = TestProviders.absent();
        try (var strict = holder(TestProviders.of(false, absent, ExecutionProvider.CPU))) {
            strict.accept(deployments(1).preparing(bundles.linear(1)).view());
            awaitAllSettled(strict);

            assertThat(strict.statuses().get(0).getError())
                    .startsWith("PROVIDER_UNAVAILABLE: " + absent.key() + ", the first of model.providers, can't run");
            assertThat(strict.statuses().get(0).getRequestedProvider()).isEqualTo(absent.runtimeName());
        }
    }

    private double provider(String version, String requested) {
        return meters.get(Metric.SCORER_PROVIDER.id())
                .tags("version", version, "requested", requested, "actual", "CPUExecutionProvider")
                .gauge()
                .value();
    }

    private double cpuNodes(String version) {
        return meters.get(Metric.SCORER_CPU_NODES.id())
                .tag("version", version)
                .gauge()
                .value();
    }

    private ModelHolder holder(ExecutionSettings execution) {
        var loader = new VersionLoader(
                TestBundles.MODEL,
                TestBundles.FEATURE_SET,
                32,
                TestBundles.PATIENT,
                folder.resolve("marks"),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE,
                execution);
        return new ModelHolder(loader, metrics, Duration.ofMillis(300));
    }

    @Test
    void shouldTryAgainAtOnceWhatARollbackAsksFor() throws IOException {
        var one = bundles.linear(1);
        var two = bundles.linear(2);
        var elsewhere = Path.of(one.getLocation()).resolveSibling("elsewhere");
        Files.move(Path.of(one.getLocation()), elsewhere);
        try (var patient = holder(Duration.ofHours(1))) {
            patient.accept(deployments(1).primary(two).previous(one).view());
            awaitAllSettled(patient);
            assertThat(stateOf(patient, "1")).isEqualTo(LoadState.FAILED);
            assertThat(patient.serving().isReady()).as("the primary decides").isTrue();
            assertThat(patient.previousNotReady()).hasValueSatisfying(previous -> assertThat(previous.getError())
                    .startsWith("ABSENT"));
            Files.move(elsewhere, Path.of(one.getLocation()));

            patient.accept(deployments(2).primary(two).goingBackTo(one).view());

            assertThat(stateOf(patient, "1"))
                    .as("no answer by an earlier failure")
                    .isNotEqualTo(LoadState.FAILED);
            awaitAllSettled(patient);
            assertThat(stateOf(patient, "1")).isEqualTo(LoadState.READY);
            assertThat(patient.previousNotReady()).isEmpty();
        }
    }

    @Test
    void shouldLoadAtOnceWhatTheDeploymentSaysLiesElsewhereNow() throws IOException {
        var one = bundles.linear(1);
        var elsewhere = Path.of(one.getLocation()).resolveSibling("elsewhere");
        Files.move(Path.of(one.getLocation()), elsewhere);
        try (var patient = holder(Duration.ofHours(1))) {
            patient.accept(deployments(1).primary(one).view());
            awaitAllSettled(patient);
            assertThat(stateOf(patient, "1")).isEqualTo(LoadState.FAILED);

            patient.accept(deployments(2)
                    .primary(new DeployedVersion(one.getVersion(), elsewhere.toString(), one.getBundleDigest()))
                    .view());

            awaitAllSettled(patient);
            assertThat(stateOf(patient, "1")).isEqualTo(LoadState.READY);
        }
    }

    @Test
    void shouldLoadTheTargetOfARollbackBeforeAPrimaryThatMayKillTheProcess() {
        holder.accept(deployments(1)
                .primary(bundles.linear(2))
                .goingBackTo(bundles.linear(1))
                .view());

        assertThat(holder.statuses()).extracting(VersionStatus::getVersion).containsExactly("1", "2");
    }

    @Test
    void shouldSayThatItsFolderIsUnwritableAndGoOnOnceItIsNot() throws IOException {
        var inTheWay = Files.createFile(folder.resolve("marks"));

        assertThat(errorOf(bundles.linear(1))).startsWith("UNWRITABLE: can't write " + inTheWay);
        Files.delete(inTheWay);

        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(30))).isPresent();
    }

    @Test
    void shouldSayThatItsFolderIsFullAndNotBlameTheVersionOnceThereIsRoom() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("marks"), 64)) {
            disk.fill();
            var one = bundles.linear(1);

            holder.accept(deployments(1).preparing(one).view());
            awaitAllSettled();
            assertThat(holder.statuses().get(0).getError())
                    .startsWith("UNWRITABLE: ")
                    .contains("No space left");
            disk.makeRoom();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> holder.statuses().get(0).getState() == LoadState.READY);
            holder.close();
        }
    }

    private String errorOf(DeployedVersion version) {
        holder.accept(deployments(1).primary(version).view());
        awaitAllSettled();
        return holder.statuses().get(0).getError();
    }

    private static LoadState stateOf(ModelHolder holder, String version) {
        return holder.statuses().stream()
                .filter(status -> status.getVersion().equals(version))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    private void awaitAllSettled() {
        awaitAllSettled(holder);
    }

    private static void awaitAllSettled(ModelHolder holder) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> holder.statuses().stream().noneMatch(it -> it.getState() == LoadState.PREPARING));
    }

    private double loads() {
        return meters.find(Metric.SCORER_LOAD.id()).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private ModelHolder holder(FeatureSet features) {
        return holder(features, TestBundles.PATIENT);
    }

    private ModelHolder holder(FeatureSet features, CallLimit limit) {
        return new ModelHolder(loader(features, limit), metrics, Duration.ofMillis(300));
    }

    private ModelHolder holder(Duration retry) {
        return new ModelHolder(loader(TestBundles.FEATURE_SET, TestBundles.PATIENT), metrics, retry);
    }

    private VersionLoader loader(FeatureSet features, CallLimit limit) {
        return new VersionLoader(
                TestBundles.MODEL,
                features,
                32,
                limit,
                folder.resolve("marks"),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE);
    }

    private static TestDeployments deployments(long revision) {
        return TestDeployments.revision(revision);
    }
}
